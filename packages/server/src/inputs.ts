import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { JsonObject } from "./body.ts";
import { sha256 } from "./crypto.ts";
import { jsonPointer } from "./pointer.ts";
import { Problem, type InputIssue } from "./problem.ts";

/**
 * Validates inputs and returns the schema's output.
 * @throws Problem `invalid_input` with a JSON Pointer for each issue, `workflow_failed` when the schema itself throws.
 */
export async function validateInputs(
  schema: StandardSchemaV1,
  inputs: JsonObject,
): Promise<unknown> {
  const result = await validate(schema, inputs);
  if (!result.issues) return result.value;
  const errors = result.issues.map(toInputIssue);
  const first = errors[0];
  const detail = first
    ? `${first.pointer || "The body"}: ${first.detail}`
    : "The inputs are refused.";
  throw new Problem("invalid_input", detail, { extras: { errors } });
}

/** The SHA-256 of inputs in canonical form. */
export function hashInputs(inputs: JsonObject): Promise<string> {
  return sha256(canonicalJson(inputs));
}

/** JSON with sorted keys and no spaces, so that equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

async function validate(
  schema: StandardSchemaV1,
  inputs: JsonObject,
): Promise<StandardSchemaV1.Result<unknown>> {
  try {
    return await schema["~standard"].validate(inputs);
  } catch (cause) {
    throw new Problem("workflow_failed", "The inputs could not be checked.", { cause });
  }
}

function toInputIssue(issue: StandardSchemaV1.Issue): InputIssue {
  const keys = (issue.path ?? []).map((part) => (typeof part === "object" ? part.key : part));
  return { pointer: jsonPointer(keys), detail: issue.message };
}
