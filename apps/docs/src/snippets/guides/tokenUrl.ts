import type { WorkflowStreamOptions } from "@workflow-stream/core";

export const options: WorkflowStreamOptions<{ topic: string }> = {
  workflowId: "explain",
  tokenUrl: "/api/stream-token",
};
