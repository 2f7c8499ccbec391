import { useWorkflowStream } from "@workflow-stream/vue";
import { sessionPersister } from "@workflow-stream/vue/persist"; // or svelte, solid, solid-2, react, core

const { text } = useWorkflowStream({
  workflowId: "explain",
  token,
  inputs,
  immediate: true,
  persister: sessionPersister("explain"),
});

export { text };
declare const token: () => Promise<string>;
declare const inputs: { topic: string };
