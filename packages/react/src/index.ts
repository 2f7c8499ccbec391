export { WorkflowStreamDefaults, type WorkflowStreamDefaultsProps } from "./defaults.tsx";
export type { UseWorkflowStreamOptions } from "./ownStream.ts";
export type { StreamingTextHandle, StreamingTextProps } from "./streamingTextProps.ts";
export { StreamingText } from "./StreamingText.tsx";
export { useWorkflowStream, type UseWorkflowStreamReturn } from "./useWorkflowStream.ts";
// values by name: Next.js takes no `export *` in a client module
export {
  attachText,
  createWorkflowStream,
  defineFormat,
  readEvents,
  readText,
  streamWorkflow,
  WorkflowStreamError,
} from "@workflow-stream/core";
export type * from "@workflow-stream/core";
export type {
  StreamingTextSlot,
  StreamingTextSource,
  WorkflowStreamDefaultOptions,
} from "@workflow-stream/core/binding";
