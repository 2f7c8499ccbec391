/**
 * What went wrong, as a short key. Each is explained in `docs/errors.md`.
 */
export type WorkflowStreamErrorCode =
  | "token_failed"
  | "token_spent"
  | "unauthorized"
  | "billing"
  | "forbidden"
  | "not_found"
  | "invalid_input"
  | "rate_limited"
  | "server"
  | "network"
  | "offline"
  | "connect_timeout"
  | "stall_timeout"
  | "interrupted"
  | "workflow_failed"
  | "empty"
  | "too_long"
  | "format"
  | "unsupported";

/** Where it went wrong: asking for the token, before the response's headers, or in its body. */
export type WorkflowStreamPhase = "token" | "connect" | "body";

/** A likely reason for a failure the browser gives none for. */
export type WorkflowStreamHint =
  | "offline"
  | "cors"
  | "cors_or_spent_token"
  | "token_expired"
  | "mixed_content"
  | "html_page"
  | "secret_key";

/** One faulty input of a 422 answer: a JSON Pointer (RFC 6901) and what is wrong there. */
export interface InputProblem {
  readonly pointer: string;
  readonly detail: string;
}

interface ErrorFields {
  /** Default: what the cause says, or the code. */
  readonly message?: string | undefined;
  readonly status?: number | undefined;
  readonly serverCode?: string | undefined;
  readonly details?: readonly InputProblem[] | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly hint?: WorkflowStreamHint | undefined;
  readonly cause?: unknown;
}

/** Trying the same again may meet something else. */
const RETRYABLE = /failed|limited|timeout|server|network|offline|interrupted|empty/;

/** The one error class. It never holds a token or a key. */
export class WorkflowStreamError extends Error {
  override readonly name = "WorkflowStreamError";
  /** What went wrong. */
  declare readonly code: WorkflowStreamErrorCode;
  /** Where it went wrong. */
  declare readonly phase: WorkflowStreamPhase;
  /** The HTTP status, where there was an answer. */
  declare readonly status: number | undefined;
  /** The server's own code, as it sent it. */
  declare serverCode: string | undefined;
  /** The faulty inputs of a 422 answer. */
  declare readonly details: readonly InputProblem[] | undefined;
  /** How long the server asks to wait, in ms (`Retry-After`, RFC 9110). */
  declare readonly retryAfterMs: number | undefined;
  /** A likely reason, where the browser gives none. */
  declare readonly hint: WorkflowStreamHint | undefined;
  /** Whether the same request may well succeed later. */
  declare readonly retryable: boolean;
  /** The text that had arrived; `''` if none had. */
  readonly partialText: string = "";

  constructor(code: WorkflowStreamErrorCode, phase: WorkflowStreamPhase, fields: ErrorFields = {}) {
    const { cause, message = String(cause ?? code), serverCode, ...said } = fields;
    super(redact(message));
    Object.assign(this, said, { code, phase, retryable: RETRYABLE.test(code) });
    this.serverCode = serverCode && redact(serverCode);
    // a runtime may quote the URL or a header
    const shown = redact(String(cause));
    if (cause !== undefined) this.cause = shown === String(cause) ? cause : shown;
  }
}

/** Gives an error the text that had arrived before it. */
export function withPartialText<T>(error: T, text: string): T {
  if (error instanceof WorkflowStreamError) (error as { partialText: string }).partialText = text;
  return error;
}

/** An ending of the body without the server's word that the text has ended. */
export function interrupted(cause?: unknown): WorkflowStreamError {
  return new WorkflowStreamError("interrupted", "body", { cause });
}

/** An error as a typed one. Default: what comes untyped was thrown by a `token`, `url` or `headers` function. */
export function typed(
  cause: unknown,
  code: WorkflowStreamErrorCode = "token_failed",
  phase: WorkflowStreamPhase = "token",
  message?: string,
): WorkflowStreamError {
  return cause instanceof WorkflowStreamError
    ? cause
    : new WorkflowStreamError(code, phase, { cause, message });
}

/** Replaces tokens, secret keys and Run-Keys, wherever a server or a runtime has put them. */
export function redact(text: string): string {
  return text.replace(
    /\b(?:pub_tok_|sk_|run_[\w-]+\.)[\w-]+|([?&]token=|Bearer )[^&\s"'\\]+/g,
    "$1…",
  );
}
