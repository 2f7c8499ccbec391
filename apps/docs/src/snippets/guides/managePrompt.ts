import { createWorkflowStream } from "@workflow-stream/core";

export const stream = createWorkflowStream<{ topic: string }>({
  workflowId: "explain",
  baseUrl: "https://api.example.com/api/v1",
  tokenUrl: "/api/stream-token",
});
