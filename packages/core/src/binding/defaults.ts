import type { BindingOptions } from "./autoStart.ts";
import type { WorkflowStreamMessages } from "../show/messages.ts";
import type { WorkflowStreamOptions } from "../options.ts";

/** What streams may have in common: all options but what to run, its inputs, and when it starts; a persister is of one stream. */
export type CommonStreamOptions = Partial<
  Omit<
    WorkflowStreamOptions<unknown>,
    "url" | "workflowId" | "inputs" | "initialText" | "persister"
  > &
    Pick<BindingOptions, "restartDelayMs">
>;

/** What an app says once for all of its streams, and for what shows them. */
export type WorkflowStreamDefaultOptions = CommonStreamOptions & {
  /** What `<StreamingText>` says at the end of a run, seen and heard; what is left out is said in English. */
  messages?: Partial<WorkflowStreamMessages> | undefined;
};

/** The options, with the defaults in place of what is not given or `undefined`. */
export function withDefaults<Options extends object>(options: Options, defaults: object): Options {
  const own = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
  // each stands for the other
  const tokens = ("token" in own || "tokenUrl" in own) && { token: undefined, tokenUrl: undefined };
  return { ...defaults, ...tokens, ...own } as Options;
}
