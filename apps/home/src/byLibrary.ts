import { type AnyWorkflowStream, attachText, createWorkflowStream } from "@workflow-stream/core";
import { fetchToken } from "demo-kit";

export function readByLibrary(element: Element): AnyWorkflowStream {
  const stream = createWorkflowStream({
    workflowId: "many-scripts",
    baseUrl: "/api/demo/bad-line",
    token: fetchToken,
    inputs: { pace: 30 },
  });
  attachText(element, stream);
  return stream;
}
