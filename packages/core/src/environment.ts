/** Whether this is a page or a worker of one, rather than a server. */
export function isBrowser(): boolean {
  return "document" in globalThis || "importScripts" in globalThis;
}

/** Whether the runtime says that there is no network; `false` where it doesn't say. */
export function isOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}

/**
 * Waits `ms`, and on while the browser says it is offline, for `offlineMs` at most.
 * Rejects with the signal's reason when it aborts.
 */
export async function sleep(ms: number, offlineMs: number, signal: AbortSignal): Promise<void> {
  await wait(ms, signal);
  if (isOffline()) await wait(offlineMs, signal, globalThis);
}

/** Waits `ms`, or until the network is back. */
async function wait(
  ms: number,
  signal: AbortSignal,
  network?: Partial<EventTarget>,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  let settle!: () => void;
  await new Promise<void>((resolve) => {
    settle = resolve;
    timer = setTimeout(settle, signal.aborted ? 0 : ms);
    signal.addEventListener("abort", settle);
    network?.addEventListener?.("online", settle);
  });
  clearTimeout(timer!);
  signal.removeEventListener("abort", settle);
  network?.removeEventListener?.("online", settle);
  signal.throwIfAborted();
}

/** Hands an error of a user's callback to the runtime, where an uncaught one would go. */
export function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else
    setTimeout(() => {
      throw error;
    });
}

/** A value, or what a function makes it. */
export function valueOf<T, Args extends unknown[]>(
  value: T | ((...args: Args) => T),
  ...args: Args
): T {
  return typeof value === "function" ? (value as (...args: Args) => T)(...args) : value;
}
