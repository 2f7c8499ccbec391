export { workflowStreamDefaults } from "./defaults.ts";
export { StreamingText } from "./StreamingText.ts";
export {
  useWorkflowStream,
  type UseWorkflowStreamOptions,
  type UseWorkflowStreamReturn,
} from "./useWorkflowStream.ts";
export * from "@workflow-stream/core";
export type {
  StreamingTextNotice,
  StreamingTextSlot,
  WorkflowStreamDefaultOptions,
  WorkflowStreamMessages,
} from "@workflow-stream/core/binding";
