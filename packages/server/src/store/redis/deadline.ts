import { performance, type EventLoopUtilization } from "node:perf_hooks";
import { after, type Cancel } from "../../timers.ts";

// A timer that fires this late shows that the process stood: what had been answered by then could not be read yet.
const STOOD_MS = 50;
const BUSY_SHARE = 0.9;

/** How an answer was waited for. */
export interface Waited {
  /** The process had so much to do of its own that it may have read or asked too late. */
  readonly wasBusy: boolean;
}

/**
 * Calls `onExpire` after `timeoutMs` in which an answer could have been read. Time in which the process stood does not
 * count, as long again as the time-out at most.
 */
export function deadline(timeoutMs: number, onExpire: (waited: Waited) => void): Cancel {
  const before = performance.eventLoopUtilization();
  const dueAtMs = performance.now() + timeoutMs;
  let cancelTimer = after(timeoutMs, () => {
    const stoodMs = performance.now() - dueAtMs;
    if (stoodMs < STOOD_MS) expire();
    else cancelTimer = after(Math.min(stoodMs, timeoutMs), expire);
  });

  function expire(): void {
    onExpire({ wasBusy: isBusy(performance.eventLoopUtilization(before)) });
  }

  return () => cancelTimer();
}

function isBusy({ utilization }: EventLoopUtilization): boolean {
  return utilization > BUSY_SHARE;
}
