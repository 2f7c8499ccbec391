import type { AnyWorkflowStream, Persister, WorkflowStreamOptions } from "@workflow-stream/core";
import type {
  CommonStreamOptions,
  StreamingTextNotice,
  StreamingTextSlot,
  ViewOptions,
} from "@workflow-stream/core/binding";
import type { PropType, SlotsType } from "vue";

// not `Record<string, unknown>`, which takes no interface
type Options = WorkflowStreamOptions<object>;

/** Props of `<StreamingText>`; `class` and every other attribute go to the root element. */
export const streamingTextProps = {
  /** Any endpoint that streams text. */
  url: [String, Object, Function] as PropType<Options["url"]>,
  workflowId: String,
  /** Where the API stands. Default `'/api/v1'`. */
  baseUrl: String,
  /** A single-use token, or a function that fetches one. */
  token: [String, Function] as PropType<Options["token"]>,
  /** In place of `token`: a route of the page's own backend that answers with one. */
  tokenUrl: [String, Object] as PropType<Options["tokenUrl"]>,
  inputs: [Object, Function] as PropType<Options["inputs"]>,
  /** Remembers the run, so that a page that comes anew picks it up. */
  persister: Object as PropType<Persister>,
  /** A stream made elsewhere, in place of `url` or `workflowId`. */
  stream: Object as PropType<AnyWorkflowStream>,
  /** Further options of the stream. */
  options: Object as PropType<CommonStreamOptions>,
  /** Start on mount, and again when the inputs or the workflow change. */
  immediate: { type: Boolean, default: true },
  /** Shown before the first run. Default `''`. */
  initialText: String,
  /** Shown on an error, or the server's stop, when there is no text; `''` for nothing. Default a short sentence. */
  fallbackText: String,
  /** Whether anything shows in place of a text that there is none of. */
  fallback: { type: Boolean, default: true },
  /** Whether a text that is not whole is marked as such. */
  partial: { type: Boolean, default: true },
  /** Whether to show a spinner until the first character. */
  spinner: { type: Boolean, default: true },
  /** How long a run may stay silent before the spinner shows, in ms. Default 150. */
  spinnerDelayMs: Number,
  /** The root element. */
  as: { type: String, default: "p" },
  /** What a screen reader hears: never the text itself. Default `'done'`. */
  announce: [String, Function] as PropType<ViewOptions["announce"]>,
};

/** Slots of `<StreamingText>`. */
export const streamingTextSlots = {} as SlotsType<{
  /** In place of the plain text: bring a Markdown renderer here. */
  default: StreamingTextSlot;
  /** In place of the spinner. */
  spinner: Record<string, never>;
  /** In place of `fallbackText`. */
  fallback: StreamingTextNotice;
  /** Beside a text that is not whole, in place of the mark. */
  partial: StreamingTextNotice;
}>;
