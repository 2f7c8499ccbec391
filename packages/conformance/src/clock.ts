import { vi } from "vitest";

/** Holds `setTimeout` and `performance.now()` until the test ends; frames go on. */
export function holdClock(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
}

/** Lets a held clock go on by `ms`. */
export async function advance(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** Resolves after the next frame has been drawn up. */
export function frame(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
}

/** Holds frames until the test ends, or lets the next one come. */
export function holdFrames(): { next(): void } {
  let callbacks: FrameRequestCallback[] = [];
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((callback) =>
    callbacks.push(callback),
  );
  return {
    next() {
      const due = callbacks;
      callbacks = [];
      for (const callback of due) callback(performance.now());
    },
  };
}
