import { valueOf } from "../environment.ts";
import { typed, WorkflowStreamError } from "../errors.ts";
import type { WorkflowStreamOptions } from "../types.ts";
import { copyAsJson, NotJsonError } from "./jsonCopy.ts";

/** Inputs as they were when they were taken, whatever becomes of the object they came from. */
export interface TakenInputs<Inputs> {
  /** What is sent: JSON, its members in the caller's order. Two that `isEqualJson` are equal by value. */
  readonly body: string;
  /** A copy, as JSON holds it: a `Date` is a text there. `undefined` where none were given. */
  readonly value: Inputs | undefined;
}

/**
 * Takes inputs by value; none at all are sent as `{}`.
 * @throws WorkflowStreamError `invalid_input` when JSON can't hold them, or would lose something of them in silence; its `details` say where.
 */
export function takeInputs<Inputs>(inputs: Inputs | null | undefined): TakenInputs<Inputs> {
  if (inputs === undefined || inputs === null) return { body: "{}", value: undefined };
  try {
    const value = copyAsJson(inputs);
    if (value === undefined) throw new NotJsonError("", "Its toJSON() gives nothing to send.");
    return { body: JSON.stringify(value), value: value as Inputs };
  } catch (cause) {
    throw invalidInput(cause);
  }
}

/**
 * The inputs of the options, or what their function gives.
 * @throws WorkflowStreamError `invalid_input` when that function throws.
 */
export function inputsOf<Inputs>({
  inputs,
}: Pick<WorkflowStreamOptions<Inputs>, "inputs">): Inputs | undefined {
  try {
    return valueOf<Inputs | undefined, []>(inputs);
  } catch (cause) {
    throw typed(cause, "invalid_input", "connect");
  }
}

function invalidInput(cause: unknown): WorkflowStreamError {
  if (!(cause instanceof NotJsonError)) return typed(cause, "invalid_input", "connect");
  const { pointer, message: detail } = cause;
  return new WorkflowStreamError("invalid_input", "connect", {
    message: pointer ? `${pointer}: ${detail}` : detail,
    details: [{ pointer, detail }],
    cause: cause.cause,
  });
}
