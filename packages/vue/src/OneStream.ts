import type { WorkflowStream } from "@workflow-stream/core";
import {
  hideFromSight,
  messageOf,
  NO_VIEW,
  showMark,
  showSpinner,
  streamOptionsOf,
  type StreamingTextNotice,
  type WatchOptions,
  watchView,
} from "@workflow-stream/core/binding";
import {
  defineComponent,
  h,
  onMounted,
  onScopeDispose,
  type PropType,
  shallowRef,
  type VNode,
  watchEffect,
} from "vue";
import { useMessages } from "./defaults.ts";
import { emitEndings, streamingTextEmits } from "./endings.ts";
import { streamingTextProps, streamingTextSlots } from "./streamingTextProps.ts";
import { useWorkflowStream } from "./useWorkflowStream.ts";

/** The element that shows the text where no slot does: nothing is rendered into it after its first content. */
export interface TextHolder {
  readonly tag: string;
  /** What it is rendered with. */
  contentOf(text: string): Readonly<Record<string, string | undefined>>;
  /** What stands beside it. */
  beside?(): VNode;
  /** Writes a stream's text into it; returns how to end that. */
  attach(element: HTMLElement, stream: WorkflowStream): () => void;
}

/** Made by a call that may be left out: bundlers keep a spread, and all that it stands in, for those who only import the primitive. */
const oneStreamProps = /* @__PURE__ */ addHolder(streamingTextProps);

function addHolder<Props extends object>(
  props: Props,
): Props & { holder: { type: PropType<TextHolder>; required: true } } {
  return { ...props, holder: { type: Object as PropType<TextHolder>, required: true } };
}

/** Shows one stream: the one it is handed first, or one it makes of its props. */
export const OneStream = /* @__PURE__ */ defineComponent({
  props: oneStreamProps,
  emits: streamingTextEmits,
  slots: streamingTextSlots,
  setup(props, { slots, emit, expose }) {
    const shown = useWorkflowStream(
      (props.stream as WorkflowStream | undefined) ?? (() => streamOptionsOf(props)),
    );
    const { stream, text, status, finishReason, error, isLoading, start, retry, stop } = shown;
    expose({ stream, start, retry, stop });
    emitEndings(stream, emit);

    const messages = useMessages();
    const view = shallowRef(NO_VIEW);
    let endView: (() => void) | undefined;
    onMounted(() => {
      const options = (): WatchOptions => ({ ...props, messages: messages() });
      endView = watchView(stream, options, (next) => (view.value = next));
    });
    onScopeDispose(() => endView?.());

    const firstText = text.value;
    const textElement = shallowRef<HTMLElement>();
    // after the page was written: a slot may have taken the element's place, or given it back
    watchEffect(
      (onCleanup) => textElement.value && onCleanup(props.holder.attach(textElement.value, stream)),
      { flush: "post" },
    );

    function textNode(): VNode {
      const busy = { "aria-busy": isLoading.value };
      const written = { ...busy, key: "text", ref: textElement, "data-text": "" };
      const { tag, contentOf } = props.holder;
      if (!slots.default) return h(tag, { ...written, ...contentOf(firstText) });
      const slot = { text: text.value, status: status.value, error: error.value, retry, stop };
      return h("span", { ...busy, key: "slot" }, slots.default(slot));
    }
    function spinnerNodes(): VNode | VNode[] | undefined {
      if (!view.value.hasSpinner || !props.spinner) return undefined;
      return slots.spinner?.({}) ?? defaultSpinner();
    }
    function notice(): StreamingTextNotice {
      const message = messageOf(view.value.notice, messages());
      return { message, error: error.value, finishReason: finishReason.value, retry };
    }
    function fallbackNodes(): VNode | VNode[] | undefined {
      if (!view.value.hasFallback || !props.fallback) return undefined;
      if (slots.fallback) return slots.fallback(notice());
      const words = props.fallbackText ?? notice().message;
      return words ? h("span", { "data-fallback": "" }, words) : undefined;
    }
    function markNodes(): VNode | VNode[] | undefined {
      if (!view.value.hasMark || !props.partial) return undefined;
      return slots.partial?.(notice()) ?? defaultMark(notice().message);
    }
    return (): VNode =>
      h(props.as, { "data-status": status.value, "data-finish": finishReason.value }, [
        textNode(),
        ...(props.holder.beside ? [props.holder.beside()] : []),
        spinnerNodes(),
        fallbackNodes() ?? markNodes(),
        h(
          "span",
          { role: "status", onVnodeMounted: styled(hideFromSight) },
          view.value.announcement,
        ),
      ]);
  },
});

/** Lets a style be set once the element stands. */
const styled =
  (style: (element: HTMLElement) => void) =>
  ({ el }: VNode): void =>
    style(el as HTMLElement);

function defaultMark(message: string): VNode {
  const marked = { key: "mark", "data-partial": "", onVnodeMounted: styled(showMark) };
  return h("span", marked, message);
}

function defaultSpinner(): VNode {
  return h("span", {
    "data-spinner": "",
    "aria-hidden": "true",
    onVnodeMounted: styled(showSpinner),
  });
}
