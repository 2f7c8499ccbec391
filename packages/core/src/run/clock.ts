/** The longest delay that a timer takes, in ms; a longer one would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How late a timer is, in ms, where the page has been suspended. */
export const SUSPENDED_MS = 200;

/** The time of one run, in ms. */
export interface Clock {
  /**
   * The time now, on the scale of `performance.now()`. It is never behind the timers that have ended, and time by which one was
   * late, as the page did not run, has not passed.
   */
  now(): number;
  /**
   * Calls back once, after `ms`, with how late that is; never after `Infinity`.
   * @returns what takes it back.
   */
  after(ms: number, callback: (lateMs: number) => void): () => void;
}

/**
 * Creates the clock of a run. Where timers and `performance.now()` disagree, as in a test that fakes one of them alone, the
 * timers count: no time-out waits for a clock that stands still.
 */
export function createClock(): Clock {
  let aheadMs = 0;
  const now = (): number => performance.now() + aheadMs;
  return {
    now,
    after(ms, callback) {
      const dueAtMs = now() + ms;
      let timer: ReturnType<typeof setTimeout> | undefined;
      function arm(leftMs: number): void {
        const delayMs = Math.min(leftMs, LONGEST_TIMER_MS);
        timer = setTimeout(() => {
          if (leftMs > delayMs) return arm(leftMs - delayMs);
          const lateMs = now() - dueAtMs;
          if (lateMs < 0 || lateMs > SUSPENDED_MS) aheadMs -= lateMs;
          callback(lateMs);
        }, delayMs);
      }
      if (ms < Infinity) arm(ms);
      return () => clearTimeout(timer);
    },
  };
}
