export {
  createWorkflowStream,
  type CreateWorkflowStreamOptions,
  type CreateWorkflowStreamReturn,
} from "./createWorkflowStream.ts";
export {
  createWorkflowText,
  type WorkflowTextOptions,
  type WorkflowTextRun,
} from "./createWorkflowText.ts";
export { StreamingText } from "./StreamingText.tsx";
export type { StreamingTextProps, StreamingTextSlot } from "./streamingTextProps.ts";
export { WorkflowStreamDefaults } from "./WorkflowStreamDefaults.tsx";
export * from "@workflow-stream/core";
export type {
  StreamingTextHandle,
  StreamingTextNotice,
  WorkflowStreamDefaultOptions,
  WorkflowStreamMessages,
} from "@workflow-stream/core/binding";
