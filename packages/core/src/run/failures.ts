import { ABANDONED, CONTENT_FILTER, WorkflowStreamError } from "../errors.ts";

/** The codes of a 5xx by which a server of our protocol says that the run has ended, or that none began. */
const FINAL_SERVER_CODES: ReadonlySet<string> = new Set([
  ABANDONED,
  CONTENT_FILTER,
  "workflow_failed",
  "upstream_failed",
  "output_too_large",
  "producer_lost",
  "draining",
  "store_unavailable",
  "validation_timeout",
  "body_used",
  "authorize_failed",
  "misconfigured",
  "upstream_timeout",
  "idle_timeout",
  "max_run_timeout",
]);

/**
 * Whether a run may have begun although a post brought no usable answer. A 503 never began one, whoever says it; any other
 * 5xx may come from a gateway, unless its code is one of our protocol's.
 */
export function isAmbiguous(error: WorkflowStreamError): boolean {
  const { phase, status, retryable } = error;
  if (phase !== "connect") return false;
  // no answer came
  if (status === undefined) return retryable;
  if (status === 408) return true;
  return status >= 500 && status !== 503 && !hasFailed(error);
}

/** Whether it is a failure of a repeated post that says nothing of the post before it. */
export function saysNothingOfTheFirst({ phase, status }: WorkflowStreamError): boolean {
  return phase === "token" || status === 429 || status === 503;
}

/** Whether it says how the run ended, and not just that it can't be read. */
export function isLastWord(error: WorkflowStreamError): boolean {
  return error.phase === "body" || hasFailed(error);
}

/** Whether a server of our protocol says that the run failed before its first text. A 503 says nothing of a run. */
function hasFailed({ status = 0, serverCode = "" }: WorkflowStreamError): boolean {
  if (serverCode === ABANDONED) return true;
  return status >= 500 && status !== 503 && FINAL_SERVER_CODES.has(serverCode);
}

/** Whether a run that the server has may still be read after this. */
export function mayGoOn(error: WorkflowStreamError): boolean {
  const { code, phase, status, retryable } = error;
  if (hasFailed(error)) return false;
  if (phase === "body") return code === "interrupted" || code === "stall_timeout";
  // no answer came
  if (status === undefined) return retryable;
  // an error page of something that stands between
  if (status < 300) return true;
  return status === 408 || status === 429 || status >= 500;
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
