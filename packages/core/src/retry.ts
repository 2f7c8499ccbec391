import type { WorkflowStreamError } from "./errors.ts";

/** How long a broken run is looked for, in ms. */
export const RESUME_WINDOW_MS = 25_000;

/** The longest `Retry-After` that is waited out, in ms; after a longer one the error is reported at once. */
const LONGEST_RETRY_AFTER_MS = 30_000;

/** The next try: the same request once more, or a new one with a fresh token. */
export interface NextTry {
  readonly isRepeat: boolean;
  readonly delayMs: number;
}

/**
 * Whether and how to try again after a try failed before the response's headers. A fresh request goes out only where
 * the answer proves that no run began; after anything ambiguous only the same request may be repeated.
 * @param tries tries so far, the failed one included.
 * @param retries further tries allowed.
 * @param canRepeat the server would know a repeat of the same request by its Run-Key.
 * @param isSingleUse no fresh token can be had.
 * @param asksAnew another token can be asked for in place of a rejected one; that is done once.
 */
export function nextTry(
  error: WorkflowStreamError,
  tries: number,
  retries: number,
  canRepeat: boolean,
  isSingleUse: boolean,
  asksAnew: boolean,
): NextTry | undefined {
  const { status, retryAfterMs } = error;
  const isRejected = status === 401;
  const isFresh = (isRejected && asksAnew) || status === 429 || status === 503;
  if (tries > retries || retryAfterMs! > LONGEST_RETRY_AFTER_MS) return undefined;
  if (isFresh ? isSingleUse : !canRepeat || !isAmbiguous(error)) return undefined;
  return { isRepeat: !isFresh, delayMs: isRejected ? 0 : (retryAfterMs ?? backoffMs(tries - 1)) };
}

/** Whether a run may have begun although no usable answer came. */
export function isAmbiguous({ code, phase, status, serverCode }: WorkflowStreamError): boolean {
  return status === undefined
    ? phase === "connect" && /^(network|offline|connect_timeout)$/.test(code)
    : status === 408 ||
        ((status === 502 || status === 504) &&
          !/^upstream_(failed|timeout)$/.test(serverCode ?? ""));
}

/** A random wait between 100 ms and min(8 s, 500 ms · 2ⁿ), n being the tries since the last new byte. */
export function backoffMs(n: number): number {
  return 100 + Math.random() * (Math.min(8000, 500 * 2 ** n) - 100);
}
