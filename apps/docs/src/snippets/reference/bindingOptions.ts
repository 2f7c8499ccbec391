import { useWorkflowStream } from "@workflow-stream/react";

export function useExplanation(topic: string) {
  return useWorkflowStream({
    workflowId: "explain",
    inputs: { topic },
    immediate: true,
    restartDelayMs: 600,
  });
}
