// hooks and components are client code; what reads a stream without a page may stand in a server component or a route handler
export {
  StreamingText,
  useWorkflowStream,
  type UseWorkflowStreamReturn,
  WorkflowStreamDefaults,
  type WorkflowStreamDefaultsProps,
} from "./client.ts";
export type { UseWorkflowStreamOptions } from "./ownStream.ts";
export type { StreamingTextHandle, StreamingTextProps } from "./streamingTextProps.ts";
// values by name: what a bundler can list, it can leave out
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
  StreamingTextNotice,
  StreamingTextSlot,
  StreamingTextSource,
  WorkflowStreamDefaultOptions,
  WorkflowStreamMessages,
} from "@workflow-stream/core/binding";
