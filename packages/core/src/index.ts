export { attachText } from "./show/attachText.ts";
export {
  type InputProblem,
  WorkflowStreamError,
  type WorkflowStreamErrorCode,
  type WorkflowStreamHint,
  type WorkflowStreamPhase,
} from "./errors.ts";
export { defineFormat } from "./formats/defineFormat.ts";
export { readEvents } from "./readEvents.ts";
export { readText } from "./readText.ts";
export { createWorkflowStream } from "./stream.ts";
export { type StreamWorkflowOptions, streamWorkflow } from "./streamWorkflow.ts";
export type {
  AnyWorkflowStream,
  Format,
  FormatResult,
  Listener,
  Persister,
  PersisterStorage,
  RequestContext,
  RunResult,
  Snapshot,
  StreamEvent,
  Timing,
  Token,
  TokenReason,
  WorkflowStream,
  WorkflowStreamOptions,
  WorkflowStreamStatus,
} from "./types.ts";
