import { ABANDONED, WorkflowStreamError } from "../errors.ts";

/** The codes of a 5xx by which a server of our protocol says that the run has ended, or that none began. */
const FINAL_SERVER_CODES: ReadonlySet<string> = new Set([
  ABANDONED,
  "workflow_failed",
  "upstream_failed",
  "output_too_large",
  "producer_lost",
  "draining",
  "store_unavailable",
  "validation_timeout",
  "upstream_timeout",
  "idle_timeout",
  "max_run_timeout",
]);

/**
 * Whether a run may have begun although a post brought no usable answer. A 503 never began one, whoever says it; any other
 * 5xx may come from a gateway, unless its code is one of our protocol's.
 */
export function isAmbiguous({
  phase,
  status,
  serverCode,
  retryable,
}: WorkflowStreamError): boolean {
  if (phase !== "connect") return false;
  // no answer came
  if (status === undefined) return retryable;
  if (status === 408) return true;
  if (status < 500 || status === 503) return false;
  return serverCode === undefined || !FINAL_SERVER_CODES.has(serverCode);
}

/** Whether it says how the run ended, and not just that it can't be read. */
export function isLastWord({ phase, serverCode }: WorkflowStreamError): boolean {
  return phase === "body" || serverCode === ABANDONED;
}

/** Whether a run that the server has may still be read after this. */
export function mayGoOn({
  code,
  phase,
  status,
  serverCode,
  retryable,
}: WorkflowStreamError): boolean {
  if (serverCode === ABANDONED) return false;
  if (phase === "body") return code === "interrupted" || code === "stall_timeout";
  // no answer came
  if (status === undefined) return retryable;
  // an error page of something that stands between
  if (status < 300) return true;
  return status === 408 || status === 429 || status >= 500;
}

/** Whether a run that is picked up from a page before this one may still be read after this. */
export function mayBeRead(error: WorkflowStreamError): boolean {
  const { status = 0, serverCode = "" } = error;
  // a 503 says nothing of a run; any other 5xx with a code of ours, that it failed before its first text
  const hasFailed = status >= 500 && status !== 503 && FINAL_SERVER_CODES.has(serverCode);
  return !hasFailed && mayGoOn(error);
}

/** Whether a refusal may only mean that the token or URL had its use already. */
export function isRefusedAsUsed({ status }: WorkflowStreamError): boolean {
  return status === 401 || status === 403 || status === 409 || status === 410;
}

export function tokenSpent(rejection: WorkflowStreamError): WorkflowStreamError {
  const { message, status, serverCode } = rejection;
  const fields = { message, status, serverCode, cause: rejection };
  return new WorkflowStreamError("token_spent", "connect", fields);
}
