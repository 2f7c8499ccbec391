import { afterEach, beforeEach, vi } from "vitest";

const { setTimeout: realSetTimeout, setImmediate: nextTurn = realSetTimeout } = globalThis;

const FRAMES = ["requestAnimationFrame", "cancelAnimationFrame"] as const;
const FAKED = [
  ...(["setTimeout", "clearTimeout", "performance", "Date"] as const),
  ...FRAMES.filter((name) => name in globalThis),
];

/** Gives each test of a file a clock that moves only in `settled` and `pass`, and puts back what it mocked. */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: FAKED });
    fakeAbortTimeout();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

/** Lets `AbortSignal.timeout` go by the faked clock; `restoreAllMocks` puts it back. */
export function fakeAbortTimeout(): void {
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("", "TimeoutError")), ms);
    return controller.signal;
  });
}

/**
 * Moves the clock from timer to timer until a promise is settled.
 * @throws Error when nothing is left that could settle it, or after `limitMs` of virtual time, default 10 minutes.
 */
export async function settled<T>(promise: Promise<T>, limitMs = 600_000): Promise<T> {
  let isSettled = false;
  const done = (): void => void (isSettled = true);
  promise.then(done, done);
  const end = performance.now() + limitMs;
  for (;;) {
    await quiet();
    if (isSettled) return promise;
    if (vi.getTimerCount() === 0) throw new Error("It hangs: nothing is under way any more");
    if (performance.now() > end) throw new Error(`It hangs: not settled after ${limitMs} ms`);
    vi.advanceTimersToNextTimer();
  }
}

/** Lets virtual time pass. */
export function pass(ms: number): Promise<void> {
  return settled(new Promise((resolve) => setTimeout(resolve, ms)));
}

/** Lets everything happen that needs no time: streams take a few turns of the event loop. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => nextTurn(resolve));
}
