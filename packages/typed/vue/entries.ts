import { useWorkflowStream } from "@workflow-stream/vue";
import { openaiChat } from "@workflow-stream/vue/formats";
import { type Persister, sessionPersister } from "@workflow-stream/vue/persist";
import { createScriptedServer } from "@workflow-stream/vue/testing";

/** Checked by the compiler alone: what an app uses that has the binding, and not core. */
export function right(): unknown[] {
  const persister: Persister = sessionPersister("explain");
  const { fetch } = createScriptedServer();
  return [
    useWorkflowStream({ workflowId: "explain", persister, fetch }),
    useWorkflowStream({ url: "/chat", format: openaiChat }),
  ];
}
