export { WorkflowError, type Failure, type FailureCode, type WorkflowErrorCode } from "./errors.ts";
export type { RunReport, WorkflowServerLimits, WorkflowServerOptions } from "./options.ts";
export { createWorkflowServer, type WorkflowServer } from "./server.ts";
export { memoryStore, type MemoryStoreOptions } from "./store/memory.ts";
export {
  StoreFullError,
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
export { defineWorkflow, type Workflow, type WorkflowContext } from "./workflow.ts";
