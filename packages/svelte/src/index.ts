export {
  createWorkflowStream,
  type CreateWorkflowStreamOptions,
} from "./createWorkflowStream.svelte.js";
export { setWorkflowStreamDefaults } from "./defaults.js";
export type { WorkflowStreamStore } from "./store.js";
export { default as StreamingText } from "./StreamingText.svelte";
export type { StreamingTextProps } from "./streamingTextProps.js";
export type {
  StreamingTextNotice,
  StreamingTextSlot,
  WorkflowStreamDefaultOptions,
  WorkflowStreamMessages,
} from "@workflow-stream/core/binding";
// by name: with `export *`, some tools let core's createWorkflowStream take the place of ours
export {
  attachText,
  createWorkflowStream as createCoreStream,
  defineFormat,
  readEvents,
  readText,
  streamWorkflow,
  WorkflowStreamError,
} from "@workflow-stream/core";
export type * from "@workflow-stream/core";
