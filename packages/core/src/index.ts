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
export type { Format, FormatResult, StreamEvent } from "./formats/format.ts";
export type { RequestContext, Token, TokenReason, WorkflowStreamOptions } from "./options.ts";
export type { Finish, FinishReason, NamedData, Part, Source, Usage } from "./parts.ts";
export type { Persister, PersisterStorage } from "./persist/persister.ts";
export type {
  AnyWorkflowStream,
  Beside,
  Listener,
  RunResult,
  Snapshot,
  Timing,
  WorkflowStream,
  WorkflowStreamStatus,
} from "./workflowStream.ts";
