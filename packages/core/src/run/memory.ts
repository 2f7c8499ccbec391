import { redact, wordsOf } from "../errors.ts";
import { type Entry, isOfTarget, parseEntry, serialiseEntry } from "../persist/entry.ts";
import type { Persister, WorkflowStreamOptions } from "../types.ts";
import { startKeyOf } from "./startKey.ts";

/** How long a persister is waited for, in ms. */
const PERSISTER_TIMEOUT_MS = 2_000;

/** What is left of a run: at once, or once the persister has answered. */
type Left = Entry | undefined | Promise<Entry | undefined>;

/** What a stream remembers of its run beyond the page. Nothing of it throws or rejects. */
export interface Memory {
  /** The entry that is kept now, as far as this stream knows. */
  readonly entry: Entry | undefined;
  /** What a page before this one left, until it is taken; at once where the persister answers at once, else within 2 s. It is asked once. */
  find(): Left;
  /** Takes what was found: from now on it is this page's. Whether it was still to be taken. */
  take(): boolean;
  /** Cancels what is left to be taken. */
  forsake(): void;
  /** Keeps an entry in place of any other; resolves when that is done, or after 2 s. */
  save(entry: Entry): Promise<void>;
  /** The server has named the run. */
  mark(): void;
  forget(): void;
}

/** Options as they may come from a caller without types. */
type Given = Partial<{
  [Name in "persister" | "workflowId" | "resume"]: WorkflowStreamOptions<unknown>[Name];
}>;

/**
 * Creates the memory of a stream; `undefined` without a persister.
 * @param cancel ends the run of a page before this one.
 * @throws TypeError where there is a persister, and no Run-Key that it could keep.
 */
export function createMemory(
  options: WorkflowStreamOptions<unknown>,
  cancel: (entry: Entry) => void,
): Memory | undefined {
  const { persister, workflowId, resume }: Given = options;
  if (!persister) return undefined;
  if (!workflowId || resume === false)
    throw new TypeError("A persister needs a workflowId, and resume");
  return memoryOf(persister, startKeyOf(options, "").target, cancel);
}

function memoryOf(persister: Persister, target: string, cancel: (entry: Entry) => void): Memory {
  let entry: Entry | undefined;
  let left: Left;
  let isAsked = false;
  /** What the persister has yet to do: it is asked for one thing at a time. */
  let busy: Promise<unknown> | undefined;
  let hasWarned = false;

  function warn(cause: unknown): undefined {
    // it may quote what it was to keep
    const words = redact(wordsOf(cause) ?? "");
    if (!hasWarned) console.warn(`workflow-stream: the persister failed: ${words}`);
    hasWarned = true;
  }

  /** Asks the persister for something, after all that it was asked for before. */
  function ask<T>(action: () => T | PromiseLike<T>): T | undefined | Promise<T | undefined> {
    if (busy) return waitFor(busy.then(action));
    try {
      const result = action();
      return isPromise(result) ? waitFor(result) : result;
    } catch (cause) {
      return warn(cause);
    }
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

  function entryOf(text: unknown): Entry | undefined {
    if (text === undefined || text === null) return undefined;
    const found = parseEntry(text);
    if (found && isOfTarget(found, target)) return found;
    forget();
    return undefined;
  }

  function forget(): void {
    entry = undefined;
    void ask(() => persister.clear());
  }

  function save(kept: Entry): Promise<void> {
    entry = kept;
    return Promise.resolve(ask(() => persister.save(serialiseEntry(kept)))).then(() => {});
  }

  /** What was loaded too late to be picked up is cancelled. */
  function forsakeLate(found: Entry): void {
    if (found.runKey.value === entry?.runKey.value) return;
    cancel(found);
    if (!entry) forget();
  }

  function load(): Left {
    let isLate = false;
    const loaded = ask(() => {
      const text = persister.load();
      if (!isPromise(text)) return entryOf(text);
      return Promise.resolve(text).then((answer) => {
        const found = entryOf(answer);
        if (found && isLate) forsakeLate(found);
        return found;
      });
    });
    if (!isPromise(loaded)) return (entry = loaded);
    return loaded.then((found) => {
      isLate = true;
      entry ??= found;
      return found;
    });
  }

  return {
    get entry() {
      return entry;
    },
    find() {
      if (!isAsked) left = load();
      isAsked = true;
      return left;
    },
    take() {
      const isLeft = left !== undefined;
      left = undefined;
      return isLeft;
    },
    forsake() {
      void Promise.resolve(left).then((found) => found && cancel(found));
      left = undefined;
    },
    save,
    mark() {
      if (entry && !entry.isNamed) void save({ ...entry, isNamed: true });
    },
    forget,
  };
}

/** What comes of a promise within `ms`; `undefined` where nothing does. Its timer ends with it. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as Partial<PromiseLike<T>> | null | undefined)?.then === "function";
}
