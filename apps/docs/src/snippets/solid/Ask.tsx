import { createWorkflowStream, StreamingText } from "@workflow-stream/solid";

export function Ask() {
  const { stream, start, isLoading } = createWorkflowStream<{ topic: string }>({
    workflowId: "explain",
  });
  return (
    <>
      <button disabled={isLoading()} onClick={() => start({ topic: "tides" })}>
        Explain
      </button>
      <StreamingText stream={stream} />
    </>
  );
}
