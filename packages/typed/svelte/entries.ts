import { createWorkflowStream } from "@workflow-stream/svelte";
import { openaiChat } from "@workflow-stream/svelte/formats";
import { type Persister, sessionPersister } from "@workflow-stream/svelte/persist";
import { createScriptedServer } from "@workflow-stream/svelte/testing";

/** Checked by the compiler alone: what an app uses that has the binding, and not core. */
export function right(): unknown[] {
  const persister: Persister = sessionPersister("explain");
  const { fetch } = createScriptedServer();
  return [
    createWorkflowStream({ workflowId: "explain", persister, fetch }),
    createWorkflowStream({ url: "/chat", format: openaiChat }),
  ];
}
