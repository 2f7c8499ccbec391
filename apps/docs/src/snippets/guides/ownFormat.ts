import { createWorkflowStream, defineFormat } from "@workflow-stream/core";

const tokens = defineFormat({
  name: "tokens",
  framing: "events",
  terminal: true,
  read({ event, data }) {
    if (event === "end") return { done: true };
    return { text: data };
  },
});

export const stream = createWorkflowStream({ url: "/api/story", format: tokens });
