import { redact, wordsOf } from "../errors.ts";
import { createClock } from "../run/clock.ts";

/** How long a persister is waited for, in ms. */
const PERSISTER_TIMEOUT_MS = 2_000;

/** Asks a persister, for one thing at a time. Nothing of it throws or rejects: the first failure is told on the console. */
export interface Asking {
  /** What comes of an action: at once where it may begin at once and answers so, else within 2 s; `undefined` where nothing does. */
  ask<T>(action: () => T | PromiseLike<T>): T | undefined | Promise<T | undefined>;
  /** Tells of a failure, unless one was told of before. */
  warn(cause: unknown): undefined;
}

/** Creates what asks one persister. */
export function createAsking(): Asking {
  /** What the persister has yet to do. */
  let busy: Promise<unknown> | undefined;
  let hasWarned = false;

  function warn(cause: unknown): undefined {
    // it may quote what it was to keep
    const words = redact(wordsOf(cause) ?? "");
    if (!hasWarned) console.warn(`workflow-stream: the persister failed: ${words}`);
    hasWarned = true;
  }

  function waitFor<T>(result: PromiseLike<T>): Promise<T | undefined> {
    const settled = Promise.resolve(result).catch(warn);
    const waited = within(PERSISTER_TIMEOUT_MS, settled);
    const mine = waited.then(() => {
      if (busy === mine) busy = undefined;
    });
    busy = mine;
    return waited;
  }

  return {
    warn,
    ask(action) {
      if (busy) return waitFor(busy.then(action));
      try {
        const result = action();
        return isPromise(result) ? waitFor(result) : result;
      } catch (cause) {
        return warn(cause);
      }
    },
  };
}

/** What comes of a promise within `ms` in which the page runs; `undefined` where nothing does. Its timer ends with it. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = createClock().after(ms, () => resolve(undefined));
    promise.then(resolve, reject).finally(cancel);
  });
}

/** Whether a value is to be waited for. */
export function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as Partial<PromiseLike<T>> | null | undefined)?.then === "function";
}
