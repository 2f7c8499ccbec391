import { failure, WorkflowError } from "./errors.ts";
import { memberOf, textOf } from "./thrown.ts";

const TIMEOUT_NAMES = new Set<unknown>([
  "TimeoutError",
  "HeadersTimeoutError",
  "BodyTimeoutError",
  "ConnectTimeoutError",
]);
const TIMEOUT_STATUSES = new Set<unknown>([408, 504]);
const QUOTING_ERRORS = new Set([
  "AI_JSONParseError",
  "AI_TypeValidationError",
  "AI_InvalidResponseDataError",
  "AI_InvalidPromptError",
]);
const MAX_DEPTH = 5;

/** How a run fails whose model or provider failed: `upstream_timeout` or `upstream_failed`, in our own words. */
export function upstreamError(thrown: unknown): WorkflowError {
  const { code, message } = failure(isTimeout(thrown, 0) ? "upstream_timeout" : "upstream_failed");
  return new WorkflowError(message, {
    code: code === "upstream_timeout" ? code : "upstream_failed",
    cause: forOperator(thrown, 0),
  });
}

function isTimeout(thrown: unknown, depth: number): boolean {
  if (thrown === undefined || depth > MAX_DEPTH) return false;
  return (
    TIMEOUT_NAMES.has(memberOf(thrown, "name")) ||
    memberOf(thrown, "code") === "ETIMEDOUT" ||
    TIMEOUT_STATUSES.has(memberOf(thrown, "statusCode")) ||
    isTimeout(innerOf(thrown), depth + 1)
  );
}

/** Kind, status and message. The error itself holds the request, and so the prompt, or what the model answered. */
function forOperator(thrown: unknown, depth: number): Error {
  const name = textOf(thrown, "name") ?? "Error";
  const statusCode = memberOf(thrown, "statusCode");
  const message = textOf(thrown, "message");
  const inner = innerOf(thrown);
  const words = [
    name,
    ...(typeof statusCode === "number" ? [statusCode] : []),
    ...(message !== undefined && !QUOTING_ERRORS.has(name) ? [message] : []),
  ];
  return new Error(
    words.join(": "),
    inner !== undefined && depth < MAX_DEPTH ? { cause: forOperator(inner, depth + 1) } : {},
  );
}

/** What it came of; the last error of one that stands for several tries. */
function innerOf(thrown: unknown): unknown {
  return memberOf(thrown, "lastError") ?? memberOf(thrown, "cause");
}
