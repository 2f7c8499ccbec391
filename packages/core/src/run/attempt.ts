import { isOffline } from "../environment.ts";
import {
  WorkflowStreamError,
  type WorkflowStreamErrorCode,
  type WorkflowStreamPhase,
} from "../errors.ts";

/** One try: a request with its body, or a wait. It has one signal and one timer. */
export interface Attempt {
  /** Aborts when the try is given up, or when a step of it takes too long. */
  readonly signal: AbortSignal;
  /**
   * Gives the step that begins so long, in ms; then the signal aborts with an error. Default of it: `connect`, `connect_timeout`.
   * @throws the signal's reason when the try was given up before.
   */
  limit(ms: number, phase?: WorkflowStreamPhase, code?: WorkflowStreamErrorCode): void;
  /** The step showed life at that time, by `performance.now()`: its time begins anew. Cheap, as it sets no timer. */
  touch(at: number): void;
  /** What comes of a step; rejects with the signal's reason as soon as that aborts. */
  until<T>(step: T | Promise<T>): Promise<T>;
  /** Gives up: aborts. */
  abort(): void;
  /** Ends well: no step is timed any more. */
  end(): void;
}

/** Makes an attempt. */
export function createAttempt(): Attempt {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let beganAt = 0;
  const end = (): void => clearTimeout(timer);
  return {
    signal: controller.signal,
    limit(ms, phase = "connect", code = "connect_timeout") {
      const check = (): void => {
        const leftMs = beganAt + ms - performance.now();
        // a longer delay than timers take would end at once
        if (leftMs > 0) timer = setTimeout(check, Math.min(leftMs, 2 ** 31 - 1));
        else controller.abort(new WorkflowStreamError(code, phase));
      };
      controller.signal.throwIfAborted();
      end();
      beganAt = performance.now();
      check();
    },
    touch(at) {
      beganAt = at;
    },
    until(step) {
      return Promise.race([
        step,
        new Promise<never>((_, reject) => {
          controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
        }),
      ]);
    },
    abort() {
      end();
      controller.abort();
    },
    end,
  };
}

/** Waits `ms`, or until the network is back, or the attempt is given up. */
export async function nap(attempt: Attempt, ms: number): Promise<void> {
  await new Promise((resolve) => {
    attempt.signal.addEventListener("abort", resolve);
    if (isOffline()) globalThis.addEventListener?.("online", resolve, { signal: attempt.signal });
    attempt.limit(ms);
  });
  attempt.abort();
}
