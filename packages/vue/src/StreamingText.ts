import type { Snapshot, WorkflowStreamError } from "@workflow-stream/core";
import { computed, defineComponent, h, shallowRef, type VNode } from "vue";
import { streamingTextEmits } from "./endings.ts";
import { OneStream } from "./OneStream.ts";
import { streamingTextProps, streamingTextSlots } from "./streamingTextProps.ts";
import type { UseWorkflowStreamReturn } from "./useWorkflowStream.ts";

/** What a ref to a `<StreamingText>` holds. */
type Handle = Pick<UseWorkflowStreamReturn, "stream" | "start" | "retry" | "stop">;

/**
 * Shows a workflow's text as it arrives. The text reaches the page as text, never as markup.
 * Give it `url`, or `workflowId` with `baseUrl` and `token`, or a `stream` made elsewhere.
 */
export const StreamingText = /* @__PURE__ */ defineComponent({
  name: "StreamingText",
  props: streamingTextProps,
  emits: streamingTextEmits,
  slots: streamingTextSlots,
  setup(props, { slots, emit, expose }) {
    const one = shallowRef<Handle>();
    /** Grows with each change of `stream`, so that nothing of the one before is left. */
    const key = computed<number>((last = 0) => {
      void props.stream;
      return last + 1;
    });
    expose({
      stream: computed(() => one.value?.stream),
      start: (...given: Parameters<Handle["start"]>) => one.value?.start(...given),
      retry: () => one.value?.retry(),
      stop: () => one.value?.stop(),
    });
    const listeners = {
      onFinish: (snapshot: Snapshot) => emit("finish", snapshot),
      onError: (error: WorkflowStreamError) => emit("error", error),
    };
    return (): VNode => h(OneStream, { ...props, ...listeners, ref: one, key: key.value }, slots);
  },
});
