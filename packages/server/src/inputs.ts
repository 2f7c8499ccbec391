import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { JsonObject } from "./body.ts";
import { sha256 } from "./crypto.ts";
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

/**
 * The SHA-256 of inputs in canonical form: JSON with sorted keys and no spaces.
 * @throws Problem `invalid_input` when they are nested deeper than 100 levels.
 */
export function hashInputs(inputs: JsonObject): Promise<string> {
  return sha256(canonicalJson(inputs, 0));
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
  const pointer = keys
    .map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  return { pointer, detail: issue.message };
}

const maxDepth = 100;

function canonicalJson(value: unknown, depth: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth >= maxDepth) {
    throw new Problem("invalid_input", `The inputs are nested deeper than ${maxDepth} levels.`);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item, depth + 1)).join(",")}]`;
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member, depth + 1)}`);
  return `{${members.join(",")}}`;
}
