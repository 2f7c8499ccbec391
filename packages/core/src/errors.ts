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
  | "secret_key"
  | "connections";

/** One faulty input: a JSON Pointer (RFC 6901), and what is wrong there. */
export interface InputProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** What an error says beside its code and phase. */
export interface ErrorFields {
  /** Default: what the cause says, or the code. */
  readonly message?: string | undefined;
  readonly status?: number | undefined;
  readonly serverCode?: string | undefined;
  readonly details?: readonly InputProblem[] | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly hint?: WorkflowStreamHint | undefined;
  /** What was thrown, whatever it is. Kept as it is, unless its words hold a secret: then they alone are, redacted. */
  readonly cause?: unknown;
  /** An error is a `cause`, never the fields themselves. */
  readonly name?: undefined;
}

/** Trying the same again meets the same. */
const FINAL: ReadonlySet<WorkflowStreamErrorCode> = /* @__PURE__ */ new Set([
  "token_spent",
  "unauthorized",
  "billing",
  "forbidden",
  "not_found",
  "invalid_input",
  "too_long",
  "format",
  "unsupported",
]);

/**
 * The one error class. It never holds a token or a key.
 * @example
 * ```ts
 * const { error } = await stream.start({ topic: "tides" });
 * if (error?.code === "rate_limited") wait(error.retryAfterMs);
 * else if (error) show(error.message, { canRetry: error.retryable });
 * ```
 */
export class WorkflowStreamError extends Error {
  /** Tells it from other errors, also where two copies of the package meet. */
  override readonly name = "WorkflowStreamError";
  /** What went wrong. */
  readonly code: WorkflowStreamErrorCode;
  /** Where it went wrong. */
  readonly phase: WorkflowStreamPhase;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** The server's own code, as it sent it. */
  readonly serverCode: string | undefined;
  /** The faulty inputs, of a 422 answer or before anything was sent. */
  readonly details: readonly InputProblem[] | undefined;
  /** How long the server asks to wait, in ms (`Retry-After`, RFC 9110); a day at most. */
  readonly retryAfterMs: number | undefined;
  /** A likely reason, where the browser gives none. */
  readonly hint: WorkflowStreamHint | undefined;
  /** Whether the same request may well succeed later. */
  readonly retryable: boolean;
  /** The text that had arrived; `''` if none had. */
  partialText: string = "";

  constructor(code: WorkflowStreamErrorCode, phase: WorkflowStreamPhase, fields: ErrorFields = {}) {
    // a runtime may quote the URL or a header
    const words = wordsOf(fields.cause);
    const shownWords = words && redact(words);
    const cause = shownWords === words ? fields.cause : shownWords;
    super(redact(fields.message ?? words ?? code), cause === undefined ? undefined : { cause });
    this.code = code;
    this.phase = phase;
    this.status = fields.status;
    this.serverCode = fields.serverCode && redact(fields.serverCode);
    this.details = fields.details?.map(({ pointer, detail }) => ({
      pointer: redact(pointer),
      detail: redact(detail),
    }));
    this.retryAfterMs = fields.retryAfterMs;
    this.hint = fields.hint;
    this.retryable = !FINAL.has(code);
  }
}

/** The server's code of a run that it ended since nobody read it: an interruption, as nothing was wrong with the run itself. */
export const ABANDONED = "abandoned";

/** The server's code of a run that a filter kept back before its first character. */
export const CONTENT_FILTER = "content_filter";

/** An ending of the body without the server's word that the text has ended. */
export function interrupted(cause?: unknown): WorkflowStreamError {
  return new WorkflowStreamError("interrupted", "body", { cause });
}

/**
 * Whatever was thrown as a typed error: as it is where it is one, else as the cause of one with this code and phase.
 * @param message default: what was thrown says it.
 */
export function typed(
  thrown: unknown,
  code: WorkflowStreamErrorCode,
  phase: WorkflowStreamPhase,
  message?: string,
): WorkflowStreamError {
  return isTyped(thrown)
    ? thrown
    : new WorkflowStreamError(code, phase, { cause: thrown, message });
}

/** Whether what was thrown is a typed error already. Never throws. */
export function isTyped(thrown: unknown): thrown is WorkflowStreamError {
  try {
    return thrown instanceof WorkflowStreamError;
  } catch {
    // a revoked proxy can't even be asked what it is
    return false;
  }
}

/** What was thrown, in words; `undefined` where it has none. Never throws. */
export function wordsOf(thrown: unknown): string | undefined {
  try {
    return String(thrown ?? "") || undefined;
  } catch {
    // an object without `toString`, or with one that throws
    return undefined;
  }
}

/** Gives an error the text that had arrived before it. */
export function withPartialText<T>(error: T, text: string): T {
  if (isTyped(error)) error.partialText = text;
  return error;
}

// The cost of each is linear in what a server sends: what one of them begins to match, it takes whole.
const RUN_KEY = /\brun_[\w-]+(\.[\w-]+)?/g;
const TOKEN_OR_KEY = /\b(?:pub_tok_|sk_)[\w-]+/g;
const SENT_TOKEN = /([?&]token=|Bearer )[^&\s"'\\]+/g;

/** Replaces tokens, secret keys and Run-Keys, wherever a server or a runtime has put them. */
export function redact(text: string): string {
  return text
    .replace(RUN_KEY, (id: string, secret?: string) => (secret ? "…" : id))
    .replace(TOKEN_OR_KEY, "…")
    .replace(SENT_TOKEN, "$1…");
}
