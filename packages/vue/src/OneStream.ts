import { attachText, type WorkflowStream } from "@workflow-stream/core";
import {
  hideFromSight,
  NO_VIEW,
  showSpinner,
  watchView,
  withDefaults,
} from "@workflow-stream/core/binding";
import {
  defineComponent,
  h,
  onMounted,
  onScopeDispose,
  shallowRef,
  type VNode,
  watchEffect,
} from "vue";
import { emitEndings, streamingTextEmits } from "./endings.ts";
import { streamingTextProps, streamingTextSlots } from "./streamingTextProps.ts";
import { type UseWorkflowStreamOptions, useWorkflowStream } from "./useWorkflowStream.ts";

/** Shows one stream: the one it is handed first, or one it makes of its props. */
export const OneStream = /* @__PURE__ */ defineComponent({
  inheritAttrs: false,
  props: streamingTextProps,
  emits: streamingTextEmits,
  slots: streamingTextSlots,
  setup(props, { attrs, slots, emit, expose }) {
    const options = (): UseWorkflowStreamOptions => {
      const { url, workflowId, baseUrl, token, inputs, immediate, initialText } = props;
      const target = { url, workflowId, baseUrl, token, inputs, immediate, initialText };
      return withDefaults(target as UseWorkflowStreamOptions, props.options ?? {});
    };
    const { stream, text, status, error, isLoading, start, retry, stop } = useWorkflowStream(
      (props.stream as WorkflowStream | undefined) ?? options,
    );
    expose({ stream, start, retry, stop });
    emitEndings(stream, emit);

    const shown = shallowRef(NO_VIEW);
    let endView: (() => void) | undefined;
    onMounted(
      () =>
        (endView = watchView(
          stream,
          () => props,
          (view) => (shown.value = view),
        )),
    );
    onScopeDispose(() => endView?.());

    const firstText = text.value;
    const textElement = shallowRef<HTMLElement>();
    // after the page was written: a slot may have taken the element's place, or given it back
    watchEffect(
      (onCleanup) => textElement.value && onCleanup(attachText(textElement.value, stream)),
      { flush: "post" },
    );

    const plainText = (): VNode =>
      h("span", { ref: textElement, "data-text": "", textContent: firstText });
    const slotText = (): VNode[] | undefined =>
      slots.default?.({ text: text.value, status: status.value, error: error.value, retry, stop });
    return (): VNode[] => {
      const { hasSpinner, hasFallback, announcement } = shown.value;
      return [
        h(props.as, { ...attrs, "data-status": status.value, "aria-busy": isLoading.value }, [
          slotText() ?? plainText(),
          hasSpinner && props.spinner ? (slots.spinner?.({}) ?? defaultSpinner()) : undefined,
          hasFallback
            ? (slots.fallback?.({ error: error.value }) ?? props.fallbackText)
            : undefined,
        ]),
        h("span", { role: "status", onVnodeMounted: styled(hideFromSight) }, announcement),
      ];
    };
  },
});

/** Lets a style be set once the element stands. */
const styled =
  (style: (element: HTMLElement) => void) =>
  ({ el }: VNode): void =>
    style(el as HTMLElement);

function defaultSpinner(): VNode {
  return h("span", {
    "data-spinner": "",
    "aria-hidden": "true",
    onVnodeMounted: styled(showSpinner),
  });
}
