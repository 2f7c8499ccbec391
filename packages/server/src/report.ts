import type { FailureCode } from "./errors.ts";
import type { FinishReason } from "./finishReason.ts";
import type { Usage } from "./workflow.ts";

/** What is told of a run that ended. It holds no text, parts, inputs or tokens. */
export interface RunReport {
  readonly runId: string;
  readonly workflowId: string;
  /** The name of the secret key behind it: the one it was started with, or its token was made with. */
  readonly owner?: string;
  /** `aborted`: by a `DELETE`. Who only went away leaves a run that failed, with `abandoned`. */
  readonly status: "done" | "failed" | "aborted";
  /** With `failed`. */
  readonly errorCode?: FailureCode;
  /** With `done`, if the workflow told. */
  readonly finishReason?: FinishReason;
  /** From the start of the run to its first text, in ms; absent when there was none. */
  readonly firstTextMs?: number;
  /** From the start of the run to its end, in ms. */
  readonly durationMs: number;
  /** UTF-8 bytes of text. */
  readonly bytes: number;
  /** How many parts stood beside it. */
  readonly parts: number;
  /** What its model used, if the workflow told. */
  readonly usage?: Usage;
}
