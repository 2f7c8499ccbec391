"use client";
import { StreamingText, useWorkflowStream } from "@workflow-stream/react";

export function Explanation() {
  const { stream, start, stop, retry, isLoading, error } = useWorkflowStream<{ topic: string }>({
    workflowId: "explain",
    tokenUrl: "/api/stream-token",
  });
  return (
    <>
      {isLoading ? (
        <button onClick={stop}>Stop</button>
      ) : (
        <button onClick={() => start({ topic: "tides" })}>Explain</button>
      )}
      <StreamingText stream={stream} />
      {error?.retryable && <button onClick={() => retry()}>Try again</button>}
    </>
  );
}
