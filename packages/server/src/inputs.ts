import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { JsonObject } from "./body.ts";
import { sha256 } from "./crypto.ts";
import { invalidInputs } from "./invalidInput.ts";
import { jsonPointer } from "./pointer.ts";
import { Problem, type InputIssue } from "./problem.ts";
import { after } from "./timers.ts";
import type { Workflow } from "./workflow.ts";

// Less than the 10 s for which the request has a claim on its run's id.
const VALIDATION_TIMEOUT_MS = 8_000;

/**
 * Validates a workflow's inputs and returns the schema's output. A server that drains waits for no schema.
 * @throws Problem `invalid_input` with a JSON Pointer for each issue, `workflow_failed` when the schema itself throws,
 * `validation_timeout` when it says nothing for 8 s, and what `draining` aborts with.
 */
export async function validateInputs(
  workflow: Workflow,
  inputs: JsonObject,
  draining: AbortSignal,
): Promise<unknown> {
  draining.throwIfAborted();
  const validation = validate(workflow.inputs, inputs);
  const result = await inTime(validation, workflow.id, draining);
  if (!result.issues) return result.value;
  throw invalidInputs(toInputIssues(result.issues));
}

/** The SHA-256 of inputs in canonical form. */
export function hashInputs(inputs: JsonObject): Promise<string> {
  return sha256(canonicalJson(inputs));
}

/** JSON with sorted keys and no spaces, so that equal values give equal texts, and others do not. */
export function canonicalJson(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
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

/** What the validation gives, unless that takes too long: what it gives later is dropped. */
async function inTime<Result>(
  validation: Promise<Result>,
  workflowId: string,
  draining: AbortSignal,
): Promise<Result> {
  let stopWaiting = (): void => {};
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = (): void => reject(draining.reason);
    const cancelTimer = after(VALIDATION_TIMEOUT_MS, () => reject(tooSlow(workflowId)));
    draining.addEventListener("abort", giveUp);
    stopWaiting = () => {
      cancelTimer();
      draining.removeEventListener("abort", giveUp);
    };
  });
  try {
    return await Promise.race([validation, late]);
  } finally {
    stopWaiting();
  }
}

function tooSlow(workflowId: string): Problem {
  const cause = new Error(
    `the schema of "${workflowId}" said nothing within ${VALIDATION_TIMEOUT_MS} ms`,
  );
  return new Problem("validation_timeout", "Checking the inputs took too long.", { cause });
}

function* toInputIssues(issues: readonly StandardSchemaV1.Issue[]): Generator<InputIssue> {
  for (const { path = [], message } of issues) {
    const keys = path.map((part) => (typeof part === "object" ? part.key : part));
    yield { pointer: jsonPointer(keys), detail: message };
  }
}
