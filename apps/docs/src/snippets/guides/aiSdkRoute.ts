import { createWorkflowStream } from "@workflow-stream/core";

export const stream = createWorkflowStream<{ prompt: string }>({ url: "/api/completion" });
