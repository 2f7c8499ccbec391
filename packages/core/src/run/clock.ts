/** The longest delay that a timer takes, in ms; a longer one would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How late a timer is, in ms, where the page has been suspended. */
const SUSPENDED_MS = 200;
/** How long what came while the page was suspended may take to be heard of, in ms. */
const CATCH_UP_MS = 100;

/** How often it is looked whether the page runs, in ms: of a time in which it did not, as much may count all the same. */
const LOOK_MS = 5_000;

/** The time of one run, in ms. */
export interface Clock {
  /**
   * The time now, on the scale of `performance.now()`. It is never behind the timers that have ended, and time in which the
   * page did not run has not passed, if a timer was on meanwhile.
   */
  now(): number;
  /**
   * Calls back once, after `ms`; never after `Infinity`. A timer that was late first lets be heard what came meanwhile.
   * @returns what takes it back.
   */
  after(ms: number, callback: () => void): () => void;
}

/**
 * Creates the clock of a run. Where timers and `performance.now()` disagree, as in a test that fakes one of them alone, the
 * timers count: no time-out waits for a clock that stands still.
 */
export function createClock(): Clock {
  let aheadMs = 0;
  /** How much of the time has not passed, as the page did not run. */
  let suspendedMs = 0;
  /** The timers that are on. */
  const timers = new Set<object>();
  /** Ends when it is to be looked whether the page runs, while timers are on. */
  let look: ReturnType<typeof setTimeout> | undefined;
  let lookAtMs = 0;

  function now(): number {
    const realMs = performance.now();
    if (timers.size > 0 && realMs - lookAtMs > SUSPENDED_MS) suspend(realMs - lookAtMs);
    lookAtMs = realMs + LOOK_MS;
    return realMs + aheadMs;
  }

  function suspend(ms: number): void {
    suspendedMs += ms;
    aheadMs -= ms;
  }

  function keepLooking(): void {
    look = setTimeout(() => {
      now();
      keepLooking();
    }, LOOK_MS);
  }

  return {
    now,
    after(ms, callback) {
      if (ms === Infinity) return () => {};
      const dueAtMs = now() + ms;
      const self = {};
      let timer: ReturnType<typeof setTimeout>;

      function end(): void {
        // who takes it back may be the first to run again
        now();
        clearTimeout(timer);
        timers.delete(self);
        if (timers.size === 0) clearTimeout(look);
      }

      function arm(leftMs: number, isCatchingUp = false): void {
        const suspendedBeforeMs = suspendedMs;
        const delayMs = Math.min(leftMs, LONGEST_TIMER_MS);
        timer = setTimeout(() => {
          const lateMs = now() - dueAtMs;
          // what did not pass is yet to be waited for
          const missedMs = Math.min(suspendedMs - suspendedBeforeMs, -lateMs);
          const restMs = leftMs - delayMs + Math.max(missedMs, 0);
          if (restMs > 0) return arm(restMs);
          if (lateMs < 0) aheadMs -= lateMs;
          if (lateMs > SUSPENDED_MS) suspend(lateMs);
          if (lateMs > SUSPENDED_MS && !isCatchingUp) return arm(CATCH_UP_MS, true);
          end();
          callback();
        }, delayMs);
      }

      if (timers.size === 0) keepLooking();
      timers.add(self);
      arm(ms);
      return end;
    },
  };
}
