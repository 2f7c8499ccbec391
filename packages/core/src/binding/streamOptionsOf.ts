import type { WorkflowStreamOptions } from "../options.ts";
import type { BindingOptions } from "./autoStart.ts";
import { withDefaults, type CommonStreamOptions } from "./defaults.ts";

type StreamOptions<Inputs> = WorkflowStreamOptions<Inputs> & BindingOptions;

/** Props of a `<StreamingText>` that its own stream is made of. */
interface StreamProps {
  url?: StreamOptions<unknown>["url"] | undefined;
  workflowId?: string | undefined;
  baseUrl?: string | undefined;
  token?: StreamOptions<unknown>["token"];
  tokenUrl?: StreamOptions<unknown>["tokenUrl"];
  inputs?: unknown;
  /** Default `true`. */
  immediate?: boolean | undefined;
  initialText?: string | undefined;
  persister?: StreamOptions<unknown>["persister"];
  /** Further options. */
  options?: CommonStreamOptions | undefined;
}

/** The options of the stream that a `<StreamingText>` makes: its own props, then what its `options` add to them. */
export function streamOptionsOf<Inputs = Record<string, unknown>>(
  props: StreamProps,
): StreamOptions<NoInfer<Inputs>> {
  const { url, workflowId, baseUrl, token, inputs, immediate = true, initialText } = props;
  const { persister, tokenUrl } = props;
  const target = { url, workflowId, baseUrl, token, tokenUrl, inputs, persister };
  const own = { ...target, immediate, initialText };
  // that there is either a workflow or a URL, `createWorkflowStream` checks
  return withDefaults(own as StreamOptions<Inputs>, props.options ?? {});
}
