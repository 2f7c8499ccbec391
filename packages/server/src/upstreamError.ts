import { failure, WorkflowError } from "./errors.ts";

const TIMEOUT_NAMES = /^(TimeoutError|HeadersTimeoutError|BodyTimeoutError|ConnectTimeoutError)$/;
const TIMEOUT_STATUSES = new Set<unknown>([408, 504]);
const QUOTING_ERRORS = /^AI_(JSONParse|TypeValidation|InvalidResponseData|InvalidPrompt)Error$/;
const MAX_DEPTH = 5;

/** How a run fails whose model or provider failed: `upstream_timeout` or `upstream_failed`, in our own words. */
export function upstreamError(thrown: unknown): WorkflowError {
  const { code, message } = failure(isTimeout(thrown, 0) ? "upstream_timeout" : "upstream_failed");
  return new WorkflowError(message, {
    code: code === "upstream_timeout" ? code : "upstream_failed",
    cause: forOperator(thrown, 0),
  });
}

interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly cause?: unknown;
  /** Of an error that stands for several tries. */
  readonly lastError?: unknown;
}

function isTimeout(thrown: unknown, depth: number): boolean {
  if (typeof thrown !== "object" || thrown === null || depth > MAX_DEPTH) return false;
  const { name, code, statusCode, lastError, cause }: Thrown = thrown;
  return (
    TIMEOUT_NAMES.test(String(name)) ||
    code === "ETIMEDOUT" ||
    TIMEOUT_STATUSES.has(statusCode) ||
    isTimeout(lastError ?? cause, depth + 1)
  );
}

/** Kind, status and message. The error itself holds the request, and so the prompt, or what the model answered. */
function forOperator(thrown: unknown, depth: number): Error {
  const { name, message, statusCode, lastError, cause }: Thrown = Object(thrown);
  const inner = lastError ?? cause;
  const words = [
    typeof name === "string" ? name : "Error",
    ...(typeof statusCode === "number" ? [statusCode] : []),
    ...(typeof message === "string" && !QUOTING_ERRORS.test(String(name)) ? [message] : []),
  ];
  return new Error(
    words.join(": "),
    inner !== undefined && depth < MAX_DEPTH ? { cause: forOperator(inner, depth + 1) } : {},
  );
}
