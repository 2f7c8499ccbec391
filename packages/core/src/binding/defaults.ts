import type { BindingOptions } from "./autoStart.ts";
import type { WorkflowStreamError } from "../errors.ts";
import type { AnyWorkflowStream, WorkflowStreamOptions, WorkflowStreamStatus } from "../types.ts";

/** What streams may have in common: all options but what to run, its inputs, and when it starts. */
export type WorkflowStreamDefaultOptions = Partial<
  Omit<WorkflowStreamOptions<unknown>, "url" | "workflowId" | "inputs" | "initialText"> &
    Pick<BindingOptions, "restartDelayMs">
>;

/** The options, with the defaults in place of what is not given or `undefined`. */
export function withDefaults<Options extends object>(options: Options, defaults: object): Options {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) } as Options;
}

/** Where a `<StreamingText>` has its text from: a workflow, any endpoint that streams text, or a stream made elsewhere. */
export type StreamingTextSource =
  | { workflowId: string; baseUrl?: string | undefined; url?: undefined; stream?: undefined }
  | {
      url: NonNullable<WorkflowStreamOptions<unknown>["url"]>;
      workflowId?: undefined;
      baseUrl?: undefined;
      stream?: undefined;
    }
  | { stream: AnyWorkflowStream; workflowId?: undefined; baseUrl?: undefined; url?: undefined };

/** What renders the text in place of `<StreamingText>` is given. */
export interface StreamingTextSlot {
  text: string;
  status: WorkflowStreamStatus;
  error: WorkflowStreamError | undefined;
  retry: () => void;
  stop: () => void;
}
