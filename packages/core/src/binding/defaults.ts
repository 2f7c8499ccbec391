import type { BindingOptions } from "./autoStart.ts";
import type { WorkflowStreamOptions } from "../types.ts";

/** What streams may have in common: all options but what to run, its inputs, and when it starts; a persister is of one stream. */
export type WorkflowStreamDefaultOptions = Partial<
  Omit<
    WorkflowStreamOptions<unknown>,
    "url" | "workflowId" | "inputs" | "initialText" | "persister"
  > &
    Pick<BindingOptions, "restartDelayMs">
>;

/** The options, with the defaults in place of what is not given or `undefined`. */
export function withDefaults<Options extends object>(options: Options, defaults: object): Options {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) } as Options;
}
