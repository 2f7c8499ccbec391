import { after } from "../timers.ts";
import { createTurns } from "../turns.ts";

/** Wakes all who wait for one thing to change. */
export interface Bell {
  ring(): void;
  /** Settles at the next ring, after `waitMs`, or when the signal aborts, whichever is first. */
  wait(waitMs: number, signal: AbortSignal | undefined): Promise<void>;
}

// A millisecond or two of work: what each of those who wake up does is to encode a delta and to write it.
const WAKES_AT_ONCE = 32;
// One line for the process, as it has one event loop.
const wakes = createTurns(WAKES_AT_ONCE);

/** Creates a bell. Who waits leaves no timer or listener behind. */
export function createBell(): Bell {
  const waiting = new Set<() => void>();

  return {
    ring() {
      for (const wake of waiting) wakes.add(wake);
      waiting.clear();
    },
    wait: (waitMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const cancelTimer = after(waitMs, wake);
        waiting.add(wake);
        signal?.addEventListener("abort", wake);

        function wake(): void {
          cancelTimer();
          waiting.delete(wake);
          signal?.removeEventListener("abort", wake);
          resolve();
        }
      }),
  };
}
