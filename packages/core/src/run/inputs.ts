import { valueOf } from "../environment.ts";
import { typed } from "../errors.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import { toJson } from "./toJson.ts";

/** Inputs as they were when they were taken, whatever becomes of the object they came from. */
export interface TakenInputs<Inputs> {
  /** What is sent: JSON, its members in the caller's order. Two that `isEqualJson` are equal by value. */
  readonly body: string;
  /** A copy, as JSON holds it: a `Date` is a text there. `undefined` where none were given. */
  readonly value: Inputs | undefined;
}

/**
 * Takes inputs by value; none at all are sent as `{}`.
 * @throws WorkflowStreamError `invalid_input` when JSON would lose something of them in silence, where its `details` say, or
 * when reading them throws, with that as its cause.
 */
export function takeInputs<Inputs>(inputs: Inputs | null | undefined): TakenInputs<Inputs> {
  if (inputs === undefined || inputs === null) return { body: "{}", value: undefined };
  try {
    const body = toJson(inputs);
    return { body, value: JSON.parse(body) };
  } catch (cause) {
    throw typed(cause, "invalid_input", "connect");
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
