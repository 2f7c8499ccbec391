import { inputsOf, takeInputs } from "../run/inputs.ts";
import type { WorkflowStreamOptions } from "../options.ts";

/** Inputs as JSON, by which a change of them shows; of inputs that can't be had or sent, what the error says. Never throws. */
export function inputsJson(inputs: WorkflowStreamOptions<unknown>["inputs"]): string {
  try {
    return takeInputs(inputsOf({ inputs })).body;
  } catch (error) {
    // the run reports it
    return JSON.stringify(String(error));
  }
}
