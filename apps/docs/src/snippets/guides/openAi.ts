import { createWorkflowStream } from "@workflow-stream/core";
import { openaiChat } from "@workflow-stream/core/formats";

// your own backend adds the key, and hands the answer on as it comes
export const stream = createWorkflowStream<{ messages: object[] }>({
  url: "/api/chat",
  format: openaiChat,
});
