import { attachText, type WorkflowStream } from "@workflow-stream/core";
import {
  animateSpinner,
  createView,
  hiddenStyle,
  spinnerStyle,
  withDefaults,
} from "@workflow-stream/core/binding";
import { defineComponent, h, onBeforeUnmount, onMounted, shallowRef, type VNode } from "vue";
import { streamingTextProps, streamingTextSlots } from "./streamingTextProps.ts";
import { type UseWorkflowStreamOptions, useWorkflowStream } from "./useWorkflowStream.ts";

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
 */
export const StreamingText = /* @__PURE__ */ defineComponent({
  name: "StreamingText",
  inheritAttrs: false,
  props: streamingTextProps,
  slots: streamingTextSlots,
  setup(props, { attrs, slots, expose }) {
    const options = (): UseWorkflowStreamOptions => {
      const { url, workflowId, baseUrl, token, inputs, immediate, initialText } = props;
      const target = { url, workflowId, baseUrl, token, inputs, immediate, initialText };
      return withDefaults(target as UseWorkflowStreamOptions, props.options ?? {});
    };
    const { stream, text, status, error, isLoading, start, retry, stop } = useWorkflowStream(
      (props.stream as WorkflowStream | undefined) ?? options,
    );
    const view = createView(stream, () => props);
    const shown = shallowRef(view.getSnapshot());
    const textElement = shallowRef<HTMLElement>();
    const firstText = text.value;
    const endings: (() => void)[] = [];
    onMounted(() => {
      endings.push(view.subscribe(() => (shown.value = view.getSnapshot())));
      if (textElement.value) endings.push(attachText(textElement.value, stream));
    });
    onBeforeUnmount(() => endings.forEach((end) => end()));
    expose({ stream, start, retry, stop });

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
        h("span", { role: "status", onVnodeMounted: hide }, announcement),
      ];
    };
  },
});

/** Set here rather than in markup, where a content security policy may forbid it. */
function hide({ el }: VNode): void {
  Object.assign((el as HTMLElement).style, hiddenStyle);
}

function defaultSpinner(): VNode {
  return h("span", {
    "data-spinner": "",
    "aria-hidden": "true",
    style: spinnerStyle,
    onVnodeMounted: ({ el }: VNode) => animateSpinner(el as Element),
  });
}
