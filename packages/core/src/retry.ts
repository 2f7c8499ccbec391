import type { WorkflowStreamError } from "./errors.ts";

/** How long a broken run is looked for, in ms. */
export const RESUME_WINDOW_MS = 25_000;

/** The longest `Retry-After` that is waited out, in ms; after a longer one the error is reported at once. */
const LONGEST_RETRY_AFTER_MS = 30_000;

/**
 * How long to wait before the next try, in ms; `undefined` where there should be none.
 * @param tries tries so far, the failed one included.
 * @param retries further tries allowed.
 */
export function retryDelayMs(
  { status, retryAfterMs }: WorkflowStreamError,
  tries: number,
  retries: number,
): number | undefined {
  if (tries > retries || retryAfterMs! > LONGEST_RETRY_AFTER_MS) return undefined;
  return status === 401 ? 0 : (retryAfterMs ?? backoffMs(tries - 1));
}

/** Whether the answer proves that no run began: a fresh request may go out. */
export function provesNoRun({ status }: WorkflowStreamError): boolean {
  return status === 401 || status === 429 || status === 503;
}

/** Whether a run may have begun although no usable answer came: only the same request may be repeated. */
export function isAmbiguous({ code, phase, status, serverCode }: WorkflowStreamError): boolean {
  return status === undefined
    ? phase === "connect" && /^(network|offline|connect_timeout)$/.test(code)
    : status === 408 || ((status === 502 || status === 504) && !serverCode);
}

/** A random wait between 100 ms and min(8 s, 500 ms · 2ⁿ), n being the tries since the last new byte. */
export function backoffMs(n: number): number {
  return 100 + Math.random() * (Math.min(8000, 500 * 2 ** n) - 100);
}
