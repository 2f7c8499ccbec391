import { WorkflowStreamError } from "../errors.ts";
import { singleUseOf } from "./token.ts";
import type { TokenReason, WorkflowStreamOptions } from "../types.ts";

/** How long a broken run is looked for, and how long a try waits for the network to be back, in ms. */
export const RESUME_WINDOW_MS = 25_000;

/** How long a connection stands, in ms, until a break of it is a new one, with a window of its own. */
export const LASTING_MS = 8_000;

/** The answers that prove that no run began, and why a fresh request follows them. */
const REFUSALS: Record<number, TokenReason> = { 401: "rejected", 429: "retry", 503: "retry" };

/**
 * Makes what decides over a run's posts that brought no stream. A fresh request goes out only where the answer proves that
 * no run began; after anything ambiguous only the same request is repeated.
 * @param canRepeat the server would know a repeat of the same request by its Run-Key.
 * @returns what says why to post afresh after `tries` posts before, `undefined` where only the same request may be sent once
 * more; or throws what the run ends with: the last error, or the first one whose repeat was rejected.
 */
export function createRetries(
  options: WorkflowStreamOptions<unknown>,
  canRepeat: boolean,
): (error: WorkflowStreamError, tries: number) => TokenReason | undefined {
  /** The longest `Retry-After` that is waited out, in ms; after a longer one the error is reported at once. */
  const LONGEST_RETRY_AFTER_MS = 30_000;
  const singleUse = singleUseOf(options);
  /** Another token can be asked for in place of a rejected one; that is done once. */
  let asksAnew = [options.token, options.url, options.headers].some(
    (source) => typeof source === "function",
  );
  let ambiguous: WorkflowStreamError | undefined;
  return (error, tries) => {
    const reason = REFUSALS[error.status ?? 0];
    if (reason === "rejected") {
      if (ambiguous) throw ambiguous;
      if (singleUse) throw new WorkflowStreamError("token_spent", "connect", error);
      if (!asksAnew) throw error;
      asksAnew = false;
    }
    const mayTry = reason ? !singleUse : canRepeat && isAmbiguous(error);
    if (!mayTry || tries >= (options.retries ?? 2) || error.retryAfterMs! > LONGEST_RETRY_AFTER_MS)
      throw error;
    if (!reason) ambiguous ??= error;
    return reason;
  };
}

/** Whether a run may have begun although no usable answer came: only the same request may be repeated. */
export function isAmbiguous(error: WorkflowStreamError): boolean {
  return error.status
    ? /408|502|504/.test(String(error.status)) && !error.serverCode
    : error.phase === "connect" && error.retryable;
}

/** A random wait between 100 ms and min(8 s, 500 ms · 2ⁿ), n being the tries since the last new byte. */
export function backoffMs(n: number): number {
  return 100 + Math.random() * (Math.min(8000, 500 * 2 ** n) - 100);
}
