import type { Snapshot, WorkflowStreamError } from "@workflow-stream/core";
import { computed, type Ref, shallowRef } from "vue";
import type { Emit } from "./endings.ts";
import type { UseWorkflowStreamReturn } from "./useWorkflowStream.ts";

/** What a ref to a component that shows a stream holds. */
export type Handle = Pick<UseWorkflowStreamReturn, "stream" | "start" | "retry" | "stop">;

/** Props of the component that shows one stream. */
interface OneProps {
  readonly ref: Ref<Handle | undefined>;
  readonly key: number;
  readonly onFinish: (snapshot: Snapshot) => void;
  readonly onError: (error: WorkflowStreamError) => void;
}

/**
 * Shows one stream after another: what `source` tells apart is shown by a component of its own, so that nothing of the one before is left.
 * @returns the props to render that component with.
 */
export function showOneAtATime(
  source: () => unknown,
  emit: Emit,
  expose: (handle: object) => void,
): () => OneProps {
  const one = shallowRef<Handle>();
  const shown = computed(source);
  const key = computed<number>((last = 0) => {
    void shown.value;
    return last + 1;
  });
  expose({
    stream: computed(() => one.value?.stream),
    start: (...given: Parameters<Handle["start"]>) => one.value?.start(...given),
    retry: () => one.value?.retry(),
    stop: () => one.value?.stop(),
  });
  return () => ({
    ref: one,
    key: key.value,
    onFinish: (snapshot) => emit("finish", snapshot),
    onError: (error) => emit("error", error),
  });
}
