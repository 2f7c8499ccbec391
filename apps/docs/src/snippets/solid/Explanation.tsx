import { createWorkflowStream, StreamingText } from "@workflow-stream/solid";
import { Show } from "solid-js";

export function Explanation() {
  const { stream, start, stop, retry, isLoading, error } = createWorkflowStream<{ topic: string }>({
    workflowId: "explain",
    tokenUrl: "/api/stream-token",
  });
  return (
    <>
      <Show
        when={isLoading()}
        fallback={<button onClick={() => start({ topic: "tides" })}>Explain</button>}
      >
        <button onClick={stop}>Stop</button>
      </Show>
      <StreamingText stream={stream} />
      <Show when={error()?.retryable}>
        <button onClick={() => retry()}>Try again</button>
      </Show>
    </>
  );
}
