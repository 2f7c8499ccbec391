import { after } from "../timers.ts";

/** Wakes all who wait for one thing to change. */
export interface Bell {
  ring(): void;
  /** Settles at the next ring, after `waitMs`, or when the signal aborts, whichever is first. */
  wait(waitMs: number, signal: AbortSignal | undefined): Promise<void>;
}

/** Creates a bell. Who waits leaves no timer or listener behind. */
export function createBell(): Bell {
  const waiting = new Set<() => void>();

  return {
    ring() {
      for (const wake of waiting) wake();
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
