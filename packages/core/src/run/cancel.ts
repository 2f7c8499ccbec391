import { createAttempt } from "./attempt.ts";
import type { Clock } from "./clock.ts";
import type { Requests } from "./requests.ts";
import { wait } from "./wait.ts";

/** How long after a cancellation that failed it is sent again, in ms. */
const CANCEL_PACE_MS = 4_000;

/**
 * Tells the server that a run is cancelled. Where that can't be, it ends the run by itself when nobody comes back; one that is
 * detached, late.
 * @param windowMs how long it is told anew, in ms.
 * @returns whether it could be told.
 */
export async function cancel(clock: Clock, requests: Requests, windowMs: number): Promise<boolean> {
  const giveUpAtMs = clock.now() + windowMs;
  for (;;) {
    const attempt = createAttempt(clock);
    try {
      const { status } = await requests.cancel(attempt);
      if (hasHeard(status)) return true;
    } catch {
      // no answer came
    } finally {
      attempt.end();
    }
    if (clock.now() + CANCEL_PACE_MS > giveUpAtMs) return false;
    await wait(clock, CANCEL_PACE_MS, attempt.signal, true);
  }
}

/** Whether the server has cancelled the run, or does not have it. */
function hasHeard(status: number): boolean {
  return status !== 408 && status !== 429 && status < 500;
}
