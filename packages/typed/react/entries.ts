import { useWorkflowStream } from "@workflow-stream/react";
import { openaiChat } from "@workflow-stream/react/formats";
import { type Persister, sessionPersister } from "@workflow-stream/react/persist";
import { createScriptedServer } from "@workflow-stream/react/testing";

/** Checked by the compiler alone: what an app uses that has the binding, and not core. */
export function right(): unknown[] {
  const persister: Persister = sessionPersister("explain");
  const { fetch } = createScriptedServer();
  return [
    useWorkflowStream({ workflowId: "explain", persister, fetch }),
    useWorkflowStream({ url: "/chat", format: openaiChat }),
  ];
}
