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
export type {
  DataOf,
  InputsOf,
  OtherOptions,
  Register,
  RegisteredData,
  RegisteredInputs,
  RegisteredOptions,
  WorkflowId,
} from "./registered.ts";
export { createWorkflowStream } from "./stream.ts";
export { type StreamWorkflowOptions, streamWorkflow } from "./streamWorkflow.ts";
export type {
  AnyWorkflowStream,
  Beside,
  Finish,
  FinishReason,
  Format,
  FormatResult,
  Listener,
  NamedData,
  Part,
  Persister,
  PersisterStorage,
  RequestContext,
  RunResult,
  Snapshot,
  Source,
  StreamEvent,
  Timing,
  Token,
  TokenReason,
  Usage,
  WorkflowStream,
  WorkflowStreamOptions,
  WorkflowStreamStatus,
} from "./types.ts";
