import type { Snapshot, WorkflowStream, WorkflowStreamError } from "@workflow-stream/core";
import { onMounted, onScopeDispose } from "vue";

/** What `<StreamingText>` emits. */
export const streamingTextEmits = {
  /** A run ended, as this snapshot says. */
  finish: (_snapshot: Snapshot): boolean => true,
  /** A run ended with this error; after `finish`. */
  error: (_error: WorkflowStreamError): boolean => true,
};

/** Emits what `<StreamingText>` does. */
export interface Emit {
  (event: "finish", snapshot: Snapshot): void;
  (event: "error", error: WorkflowStreamError): void;
}

/** Emits each ending of a stream's runs, whoever made it, while the component is on the page. */
export function emitEndings(stream: WorkflowStream, emit: Emit): void {
  let shown = stream.getSnapshot().status;
  let unsubscribe: (() => void) | undefined;
  onMounted(() => {
    unsubscribe = stream.subscribe((snapshot) => {
      const { status, error, isLoading } = snapshot;
      const hasEnded = status !== shown && !isLoading && status !== "idle";
      shown = status;
      if (hasEnded) emit("finish", snapshot);
      if (hasEnded && error) emit("error", error);
    });
  });
  onScopeDispose(() => unsubscribe?.());
}
