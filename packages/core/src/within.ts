import { isOffline } from "./environment.ts";
import { WorkflowStreamError, type WorkflowStreamPhase } from "./errors.ts";

/**
 * Runs a step for `ms` at most; its signal goes on to follow `outer` when the step is over.
 * @param phase what the step is at, should time run out.
 * @throws WorkflowStreamError `connect_timeout`, or `unsupported` where the runtime lacks `AbortSignal.any`; the outer signal's reason when that aborts.
 */
export async function within<T>(
  ms: number,
  phase: WorkflowStreamPhase,
  outer: AbortSignal,
  step: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  if (!("any" in AbortSignal))
    throw new WorkflowStreamError("unsupported", phase, "AbortSignal.any is missing");
  const timeout = new AbortController();
  const signal = AbortSignal.any([outer, timeout.signal]);
  const timer = setTimeout(() => {
    timeout.abort(new WorkflowStreamError("connect_timeout", phase, `No answer came in ${ms} ms`));
  }, ms);
  try {
    return await Promise.race([
      step(signal),
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits `ms`, and on while the browser says it is offline, for `offlineMs` at most.
 * Rejects with the signal's reason when it aborts.
 */
export async function sleep(ms: number, offlineMs: number, signal: AbortSignal): Promise<void> {
  await nap(ms, signal);
  if (isOffline()) await nap(offlineMs, signal);
}

/** Waits `ms`, or until the network is back. */
async function nap(ms: number, outer: AbortSignal): Promise<void> {
  const online = (signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve) => {
      globalThis.addEventListener?.("online", resolve, { once: true, signal });
    });
  await within(ms, "connect", outer, online).catch(() => outer.throwIfAborted());
}
