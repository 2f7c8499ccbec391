import {
  type AnyWorkflowStream,
  attachText,
  type WorkflowStream,
  type WorkflowStreamError,
  type WorkflowStreamOptions,
  type WorkflowStreamStatus,
} from "@workflow-stream/core";
import {
  animateSpinner,
  createView,
  hiddenStyle,
  spinnerStyle,
  type ViewOptions,
} from "@workflow-stream/core/binding";
import {
  defineComponent,
  h,
  onBeforeUnmount,
  onMounted,
  type PropType,
  shallowRef,
  type SlotsType,
  type VNode,
} from "vue";
import { type UseWorkflowStreamOptions, useWorkflowStream } from "./useWorkflowStream.ts";

/** What the default slot is given, in place of plain text. */
export interface StreamingTextSlot {
  text: string;
  status: WorkflowStreamStatus;
  error: WorkflowStreamError | undefined;
  retry: () => void;
  stop: () => void;
}

const optional = <T>(): PropType<T> => null as unknown as PropType<T>;
type Options = WorkflowStreamOptions<Record<string, unknown>>;

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
 */
export const StreamingText = defineComponent({
  name: "StreamingText",
  inheritAttrs: false,
  props: {
    /** Any endpoint that streams text. */
    url: optional<Options["url"]>(),
    workflowId: String,
    baseUrl: String,
    token: optional<Options["token"]>(),
    inputs: optional<Record<string, unknown>>(),
    /** Further options of the stream. */
    options: Object as PropType<Partial<UseWorkflowStreamOptions>>,
    stream: Object as PropType<AnyWorkflowStream>,
    /** Start on mount, and again when the inputs change. */
    immediate: { type: Boolean, default: true },
    initialText: { type: String, default: "" },
    /** Shown on an error when there is no text. */
    fallbackText: { type: String, default: "" },
    /** Shown until the first character. */
    spinner: { type: Boolean, default: true },
    spinnerDelayMs: Number,
    /** The root element. */
    as: { type: String, default: "p" },
    /** What a screen reader hears; never the text itself. */
    announce: optional<ViewOptions["announce"]>(),
  },
  slots: Object as SlotsType<{
    default: StreamingTextSlot;
    spinner: Record<string, never>;
    fallback: { error: WorkflowStreamError | undefined };
  }>,
  setup(props, { attrs, slots, expose }) {
    const { stream, text, status, error, isLoading, start, retry, stop } = useWorkflowStream(
      (props.stream as WorkflowStream | undefined) ?? (() => optionsOf(props)),
    );
    const view = createView(stream, () => props as ViewOptions);
    const shown = shallowRef(view.getSnapshot());
    const textElement = shallowRef<HTMLElement>();
    const initialText = stream.getSnapshot().text;
    const endings: (() => void)[] = [];
    onMounted(() => {
      endings.push(view.subscribe(() => (shown.value = view.getSnapshot())));
      if (textElement.value) endings.push(attachText(textElement.value, stream));
    });
    onBeforeUnmount(() => endings.forEach((end) => end()));
    expose({ stream, start, retry, stop });

    return (): VNode[] => {
      const { hasSpinner, hasFallback, announcement } = shown.value;
      const content = slots.default?.({
        text: text.value,
        status: status.value,
        error: error.value,
        retry,
        stop,
      });
      return [
        h(props.as, { ...attrs, "data-status": status.value, "aria-busy": isLoading.value }, [
          content ?? h("span", { ref: textElement, "data-text": "", textContent: initialText }),
          hasSpinner && props.spinner ? (slots.spinner?.({}) ?? defaultSpinner()) : undefined,
          hasFallback
            ? (slots.fallback?.({ error: error.value }) ?? props.fallbackText)
            : undefined,
        ]),
        h("span", { role: "status", style: hiddenStyle }, announcement),
      ];
    };
  },
});

function defaultSpinner(): VNode {
  return h("span", {
    "data-spinner": "",
    "aria-hidden": "true",
    style: spinnerStyle,
    onVnodeMounted: ({ el }: VNode) => animateSpinner(el as Element),
  });
}

/** The component's props as options of a stream; what is not given keeps its default. */
function optionsOf(props: {
  options?: Partial<UseWorkflowStreamOptions>;
  immediate: boolean;
  initialText: string;
  [name: string]: unknown;
}): UseWorkflowStreamOptions {
  const { options, immediate, initialText, url, workflowId, baseUrl, token, inputs } = props;
  return {
    ...options,
    immediate,
    initialText,
    url,
    workflowId,
    baseUrl,
    token,
    inputs,
  } as UseWorkflowStreamOptions;
}
