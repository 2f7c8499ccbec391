import { valueOf } from "../environment.ts";
import { typed, type WorkflowStreamError } from "../errors.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import { inputsOf, takeInputs } from "./inputs.ts";
import { type StartKey, startKeyOf } from "./startKey.ts";

/** What a start asks for. */
export interface Prepared<Inputs> {
  readonly options: WorkflowStreamOptions<Inputs>;
  readonly key: StartKey;
  /** By value; as they were given where they can't be sent. */
  readonly inputs: Inputs | undefined;
  /** The inputs as JSON; or why there are none. */
  readonly body: string | WorkflowStreamError;
}

/** The key of all starts that can't be sent. */
const UNSENDABLE: StartKey = { target: "", body: "" };

/**
 * What a start asks for: options and inputs as they are now. Never throws.
 * @param before the options where they can't be had now.
 */
export function prepareStart<Inputs>(
  source: WorkflowStreamOptions<Inputs> | (() => WorkflowStreamOptions<Inputs>),
  given: Inputs | undefined,
  before: WorkflowStreamOptions<Inputs>,
): Prepared<Inputs> {
  let options = before;
  let inputs = given;
  try {
    options = valueOf(source);
    if (isEvent(given)) inputs = undefined;
    inputs ??= inputsOf(options);
    const { body, value } = takeInputs(inputs);
    return { options, key: startKeyOf(options, body), inputs: value, body };
  } catch (cause) {
    return { options, key: UNSENDABLE, inputs, body: typed(cause, "invalid_input", "connect") };
  }
}

/** The inputs of a start, for another one: what was done to its object or a snapshot's since changes nothing. */
export function inputsAgain<Inputs>({ body, inputs }: Prepared<Inputs>): Inputs | undefined {
  return typeof body === "string" ? JSON.parse(body) : inputs;
}

/** Whether a click handler has passed its event where inputs are meant: `@click="start"`. */
function isEvent(given: unknown): boolean {
  return typeof (given as Partial<Event> | null | undefined)?.preventDefault === "function";
}
