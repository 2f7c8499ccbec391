import { isEqualJson } from "../run/equalJson.ts";
import { inputsJson } from "./inputsJson.ts";

/** What a source of inputs may give in place of inputs, so that nothing starts. */
export type NoInputs = undefined | null | false;

/** Inputs that a source gives, and their JSON, by which a change of them shows. */
export interface GivenInputs<Inputs> {
  readonly inputs: Inputs;
  readonly json: string;
}

/** Reads what a source gives: `undefined` where it is closed. Never throws. */
export function givenInputs<Inputs>(given: Inputs | NoInputs): GivenInputs<Inputs> | undefined {
  if (given === undefined || given === null || given === false) return undefined;
  return { inputs: given, json: inputsJson(given) };
}

/** Whether a source gives what it gave before, by value; or gives nothing still. */
export function isSameGiven(
  one: GivenInputs<unknown> | undefined,
  other: GivenInputs<unknown> | undefined,
): boolean {
  if (!one || !other) return one === other;
  return isEqualJson(one.json, other.json);
}
