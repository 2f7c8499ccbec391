/** Stops a timer; a second call does nothing. */
export type Cancel = () => void;

// A longer delay overflows in every runtime and would fire at once.
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Calls `run` once after `delayMs`, without keeping the process alive. Delays over 24.8 days never end. */
export function after(delayMs: number, run: () => void): Cancel {
  if (delayMs > LONGEST_DELAY_MS) return () => {};
  const timer = setTimeout(run, delayMs);
  unref(timer);
  return () => clearTimeout(timer);
}

/** Calls `run` every `intervalMs`, without keeping the process alive. */
export function every(intervalMs: number, run: () => void): Cancel {
  const timer = setInterval(run, Math.min(intervalMs, LONGEST_DELAY_MS));
  unref(timer);
  return () => clearInterval(timer);
}

/** Watches for silence: `touch` says that something happened. */
export interface IdleTimer {
  touch(): void;
  cancel: Cancel;
}

/** Calls `expire` once when `touch` was not called for `limitMs`. */
export function whenIdle(limitMs: number, expire: () => void): IdleTimer {
  let touchedAt = performance.now();
  let cancel = after(limitMs, check);

  // One timer that looks back is far cheaper than a new timer for each touch.
  function check(): void {
    const leftMs = touchedAt + limitMs - performance.now();
    if (leftMs <= 0) expire();
    else cancel = after(leftMs, check);
  }

  return {
    touch: () => {
      touchedAt = performance.now();
    },
    cancel: () => cancel(),
  };
}

// Node's timers are objects that hold the process open; other runtimes return numbers.
function unref(timer: unknown): void {
  if (typeof timer === "object" && timer !== null && "unref" in timer) {
    (timer as { unref(): void }).unref();
  }
}
