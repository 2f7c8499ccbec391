import { createWorkflowStream } from "@workflow-stream/solid-2";
import { openaiChat } from "@workflow-stream/solid-2/formats";
import { type Persister, sessionPersister } from "@workflow-stream/solid-2/persist";
import { createScriptedServer } from "@workflow-stream/solid-2/testing";

/** Checked by the compiler alone: what an app uses that has the binding, and not core. */
export function right(): unknown[] {
  const persister: Persister = sessionPersister("explain");
  const { fetch } = createScriptedServer();
  return [
    createWorkflowStream({ workflowId: "explain", persister, fetch }),
    createWorkflowStream({ url: "/chat", format: openaiChat }),
  ];
}
