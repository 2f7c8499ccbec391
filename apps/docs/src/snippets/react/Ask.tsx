"use client";
import { StreamingText, useWorkflowStream } from "@workflow-stream/react";

export function Ask() {
  const { stream, start, isLoading } = useWorkflowStream<{ topic: string }>({
    workflowId: "explain",
  });
  return (
    <>
      <button disabled={isLoading} onClick={() => start({ topic: "tides" })}>
        Explain
      </button>
      <StreamingText stream={stream} />
    </>
  );
}
