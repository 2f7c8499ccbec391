export { WorkflowError, type Failure, type FailureCode, type WorkflowErrorCode } from "./errors.ts";
export type { FinishReason, WorkflowEnd } from "./finishReason.ts";
export type { DataPart, Part, ReasoningPart, SourcePart } from "./part.ts";
export type { Authorize, AuthorizeContext, AuthorizedOwner } from "./authorize.ts";
export type { Caller, TrustedProxies } from "./caller.ts";
export type { GivenKey } from "./givenKeys.ts";
export type { OwnerLimits, RateLimits } from "./limits.ts";
export type { Logger } from "./logger.ts";
export type { ModelCallOutcome, ModelCallRecord, ModelCallStart } from "./modelCall.ts";
export { MisconfiguredError } from "./misconfigured.ts";
export type { WorkflowServerBounds, WorkflowServerOptions } from "./options.ts";
export {
  Problem,
  type InputIssue,
  type ProblemCode,
  type ProblemExtras,
  type ProblemOptions,
} from "./problem.ts";
export type { RunReport } from "./report.ts";
export type { SecretKey } from "./secretKeys.ts";
export { createWorkflowServer, type WorkflowServer } from "./server.ts";
export type { Hits, RateCounter } from "./store/rates.ts";
export type { SlotStore } from "./store/slots.ts";
export type { LogEntry, LogPosition } from "./store/log.ts";
export { memoryStore, type MemoryStoreOptions } from "./store/memory.ts";
export {
  StoreFullError,
  StoreUnavailableError,
  type CacheStore,
  type Ending,
  type ReadOptions,
  type Reservation,
  type RunSlice,
  type RunStore,
  type Store,
  type StoredRun,
  type StoredStatus,
  type TokenScope,
  type TokenStore,
} from "./store/store.ts";
export type { TokenOptions } from "./tokenMaker.ts";
export type { MintedToken } from "./tokens.ts";
export type { AnswerReport, BegunRun, RunOrigin, RunTelemetry, Telemetry } from "./telemetry.ts";
export {
  defineWorkflow,
  type Usage,
  type Workflow,
  type WorkflowContext,
  type WorkflowOutput,
} from "./workflow.ts";
