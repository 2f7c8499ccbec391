import { isInstance, textOf } from "./thrown.ts";

const MAX_MESSAGE_CHARS = 1_000;

/** Why a run failed, as clients see it in the `error` event and in `GET /runs/{id}`. */
export type FailureCode =
  | "workflow_failed"
  | "upstream_failed"
  | "upstream_timeout"
  | "idle_timeout"
  | "max_run_timeout"
  | "producer_lost"
  | "output_too_large"
  | "content_filter"
  | "draining"
  | "abandoned";

/** How a run failed: a code, and one short sentence that may be shown to anyone. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

const FAILURE_MESSAGES: Record<FailureCode, string> = {
  workflow_failed: "The workflow failed.",
  upstream_failed: "The service behind the workflow failed.",
  upstream_timeout: "The service behind the workflow did not answer in time.",
  idle_timeout: "The workflow sent nothing for too long.",
  max_run_timeout: "The run took longer than it may.",
  producer_lost: "The server that ran the workflow was lost.",
  output_too_large: "The text grew larger than it may.",
  content_filter: "The model's content filter withheld the text.",
  draining: "The server is shutting down.",
  abandoned: "Nobody was reading the text.",
};

/** The failure of a code, with its standard sentence. */
export function failure(code: FailureCode): Failure {
  return { code, message: FAILURE_MESSAGES[code] };
}

const WORKFLOW_ERROR_CODES = [
  "workflow_failed",
  "upstream_failed",
  "upstream_timeout",
  "output_too_large",
  "content_filter",
] as const;

/** Codes a workflow may give its own failure. */
export type WorkflowErrorCode = (typeof WORKFLOW_ERROR_CODES)[number];

/**
 * Thrown by a workflow to say why it failed. Its message is sent to the client, up to 1 000 characters: keep it free of secrets.
 * The message of any other error stays on the server.
 * @example
 * ```ts
 * if (!article) throw new WorkflowError("There is no such article.");
 * ```
 */
export class WorkflowError extends Error {
  override readonly name = "WorkflowError";
  /** Default `workflow_failed`. */
  readonly code: WorkflowErrorCode;

  constructor(message: string, options: { code?: WorkflowErrorCode; cause?: unknown } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = options.code ?? "workflow_failed";
  }
}

/** What a client may know of something a workflow threw. */
export function failureOf(thrown: unknown): Failure {
  // By name, since a workflow may have this class from another copy of the package than the server that runs it.
  const isSaid = isInstance(thrown, Error) && textOf(thrown, "name") === "WorkflowError";
  const given = textOf(thrown, "code");
  const code = WORKFLOW_ERROR_CODES.find((known) => known === given);
  const message = textOf(thrown, "message");
  if (!isSaid || code === undefined || message === undefined) return failure("workflow_failed");
  return { code, message: message.slice(0, MAX_MESSAGE_CHARS) };
}
