import type { JsonObject } from "./body.ts";
import { hashInputs } from "./inputs.ts";
import { invalidInput } from "./invalidInput.ts";
import { originOf } from "./origin.ts";
import { Problem } from "./problem.ts";
import type { Owner } from "./secretKeys.ts";
import type { TokenScope } from "./store/store.ts";

/**
 * Checks a request against the scope of its token.
 * @throws Problem `origin_denied` or `scope_denied`.
 */
export async function checkScope(
  scope: TokenScope,
  request: Request,
  workflowId: string,
  inputs: JsonObject,
): Promise<void> {
  const isAllowed = scope.workflowIds?.includes(workflowId) ?? true;
  if (!isAllowed || (scope.workflowId !== undefined && scope.workflowId !== workflowId)) {
    throw new Problem("scope_denied", "The token is for another workflow.");
  }
  if (scope.origin !== undefined && scope.origin !== request.headers.get("origin")) {
    throw new Problem("origin_denied", "The token is for another origin.");
  }
  if (scope.inputsHash !== undefined && scope.inputsHash !== (await hashInputs(inputs))) {
    throw new Problem("scope_denied", "The token is for other inputs.");
  }
}

/**
 * Checks a workflow against the key of its caller; `null` is the one of a run that was cancelled before it was seen.
 * @throws Problem `scope_denied`.
 */
export function checkKeyScope({ workflowIds }: Owner, workflowId: string | null): void {
  if (workflowIds && !(workflowId !== null && workflowIds.includes(workflowId))) {
    throw new Problem("scope_denied", "The secret key is for other workflows.");
  }
}

/**
 * Reads the scope out of the body of `POST /token`; what its key may use, it may at most.
 * @throws Problem `invalid_input` when a member has the wrong type or shape, `scope_denied` for a workflow that is not the key's.
 */
export async function readScope(body: JsonObject, owner: Owner): Promise<TokenScope> {
  const asked = await readMembers(body);
  if (asked.workflowId !== undefined) checkKeyScope(owner, asked.workflowId);
  const { name, workflowIds } = owner;
  return { ...asked, owner: name, ...(workflowIds && { workflowIds }) };
}

async function readMembers({
  workflow,
  origin,
  inputs,
  maxRunSeconds,
}: JsonObject): Promise<TokenScope> {
  return {
    ...(isGiven(workflow) && { workflowId: expect("workflow", workflow, isName) }),
    ...(isGiven(origin) && { origin: expect("origin", origin, isOrigin) }),
    ...(isGiven(inputs) && { inputsHash: await hashInputs(expect("inputs", inputs, isObject)) }),
    ...(isGiven(maxRunSeconds) && {
      maxRunSeconds: expect("maxRunSeconds", maxRunSeconds, isPositive),
    }),
  };
}

interface Expectation<Value> {
  readonly detail: string;
  matches(value: unknown): value is Value;
}

const isName: Expectation<string> = {
  detail: "Expected the id of a workflow.",
  matches: (value): value is string => typeof value === "string" && value !== "",
};
const isOrigin: Expectation<string> = {
  detail: "Expected an origin as browsers send it, such as https://example.com.",
  matches: (value): value is string => typeof value === "string" && originOf(value) === value,
};
const isObject: Expectation<JsonObject> = {
  detail: "Expected an object of inputs.",
  matches: (value): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value),
};
const isPositive: Expectation<number> = {
  detail: "Expected a number of seconds above 0.",
  matches: (value): value is number => typeof value === "number" && value > 0,
};

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function expect<Value>(
  name: string,
  value: unknown,
  { detail, matches }: Expectation<Value>,
): Value {
  if (matches(value)) return value;
  throw invalidInput(`/${name}`, detail);
}
