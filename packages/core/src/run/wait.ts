import type { Clock } from "./clock.ts";

/** Waits `ms`, or until the signal aborts; `isForNetwork`: or until the browser says that it is online. Never rejects. */
export function wait(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  isForNetwork: boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, end);
    function end(): void {
      cancel();
      signal.removeEventListener("abort", end);
      globalThis.removeEventListener?.("online", end);
      resolve();
    }
    if (signal.aborted) return end();
    signal.addEventListener("abort", end);
    if (isForNetwork) globalThis.addEventListener?.("online", end);
  });
}
