import type { WorkflowStreamError } from "../errors.ts";
import type { Clock } from "./clock.ts";

/** One try: a request with its body. It has one signal, and one step at a time that is timed. */
export interface Attempt {
  /** Aborts when the try is given up, or when a step of it takes too long, with the step's error as its reason. */
  readonly signal: AbortSignal;
  /**
   * Gives the step that begins so long, in ms; then the signal aborts with the error that `toError` makes.
   * @throws the signal's reason when the try was given up before.
   */
  limit(ms: number, toError: () => WorkflowStreamError): void;
  /** The step shows life: its time begins anew. Cheap, as it sets no timer. */
  touch(): void;
  /**
   * What comes of a step; rejects with the signal's reason as soon as that aborts.
   * @param giveUp takes a result that comes later than that.
   */
  until<T>(step: T | PromiseLike<T>, giveUp?: (late: T) => void): Promise<T>;
  /** Calls back when the try is over, given up or ended well. */
  onOver(callback: () => void): void;
  /** Gives up: aborts. */
  abort(): void;
  /** Ends well: no step is timed any more. */
  end(): void;
}

/** Creates an attempt. */
export function createAttempt(clock: Clock): Attempt {
  const controller = new AbortController();
  const { signal } = controller;
  const onOver: (() => void)[] = [];
  let endStep = (): void => {};
  let touchedAtMs: number | undefined;
  return {
    signal,
    limit(ms, toError) {
      signal.throwIfAborted();
      endStep();
      const arm = (delayMs: number): void => {
        touchedAtMs = undefined;
        endStep = clock.after(delayMs, () => {
          const leftMs = touchedAtMs === undefined ? 0 : touchedAtMs + ms - clock.now();
          if (leftMs > 0) arm(leftMs);
          else controller.abort(toError());
        });
      };
      arm(ms);
    },
    touch() {
      touchedAtMs = clock.now();
    },
    until(step, giveUp) {
      return new Promise((resolve, reject) => {
        const onAbort = (): void => reject(signal.reason);
        if (signal.aborted) onAbort();
        signal.addEventListener("abort", onAbort);
        const settle = (): void => signal.removeEventListener("abort", onAbort);
        Promise.resolve(step).then(
          (result) => {
            settle();
            if (signal.aborted) giveUp?.(result);
            resolve(result);
          },
          (error: unknown) => {
            settle();
            reject(error);
          },
        );
      });
    },
    onOver: (callback) => void onOver.push(callback),
    abort() {
      end();
      controller.abort();
    },
    end,
  };

  function end(): void {
    endStep();
    for (const callback of onOver.splice(0)) callback();
  }
}
