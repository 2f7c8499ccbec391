import { redact, wordsOf } from "../errors.ts";
import {
  createEntry,
  type Entry,
  isOfTarget,
  parseEntry,
  serialiseEntry,
} from "../persist/entry.ts";
import type { Persister, WorkflowStreamOptions } from "../types.ts";
import type { RunKey } from "./runKey.ts";
import { startKeyOf } from "./startKey.ts";

/** How long a persister is waited for, in ms. */
const PERSISTER_TIMEOUT_MS = 2_000;

/** How long after another tab began a run a start is taken for one of the same moment, in ms. */
const TOGETHER_MS = 5_000;

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
  /** Cancels what is left to be taken, if it is this tab's. */
  forsake(): void;
  /** The run that is on was begun by this tab, not followed. */
  readonly isOurs: boolean;
  /** Cancels a run of a page before this one, if it is this tab's. */
  cancel(entry: Entry): void;
  /** What another tab began while this one was about to. */
  findRival(): Entry | undefined;
  /** From now on that run is followed; `undefined`: none is. */
  follow(entry: Entry | undefined): void;
  /** Does some work while no other tab does its own. */
  exclusively(work: () => Promise<void>): Promise<void>;
  /** Keeps a run that begins in place of any other; resolves when that is done, or after 2 s. */
  begin(
    runKey: RunKey,
    target: { workflowId: string; baseUrl?: string | undefined },
    body: string,
  ): Promise<void>;
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
    clear();
    return undefined;
  }

  function ownerNow(): string | undefined {
    try {
      return persister.owner?.();
    } catch (cause) {
      return warn(cause);
    }
  }

  function isMine({ owner }: Entry): boolean {
    return owner === undefined || owner === ownerNow();
  }

  /** Whether it is still this entry that is kept, where another tab may have put its own there. */
  function isKept(kept: Entry | undefined): boolean {
    if (!persister.exclusively) return true;
    const text = persister.load();
    return isPromise(text) || parseEntry(text)?.runKey.value === kept?.runKey.value;
  }

  function clear(): void {
    entry = undefined;
    void ask(() => persister.clear());
  }

  function forget(): void {
    const kept = entry;
    entry = undefined;
    void ask(() => (isKept(kept) ? persister.clear() : undefined));
  }

  function save(kept: Entry): Promise<void> {
    entry = kept;
    return Promise.resolve(ask(() => persister.save(serialiseEntry(kept)))).then(() => {});
  }

  function cancelMine(found: Entry): void {
    if (isMine(found)) cancel(found);
  }

  /** What was loaded too late to be picked up is cancelled. */
  function forsakeLate(found: Entry): void {
    if (found.runKey.value === entry?.runKey.value) return;
    cancelMine(found);
    if (!entry) clear();
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
      void Promise.resolve(left).then((found) => found && cancelMine(found));
      left = undefined;
    },
    get isOurs() {
      return entry === undefined || isMine(entry);
    },
    cancel: cancelMine,
    findRival() {
      if (!persister.exclusively) return undefined;
      const text = ask(() => persister.load());
      const rival = isPromise(text) ? undefined : parseEntry(text);
      if (!rival || rival.runKey.value === entry?.runKey.value) return undefined;
      const isRecent = Date.now() - rival.beganAtMs < TOGETHER_MS;
      return isOfTarget(rival, target) && (isRecent || !rival.isNamed) ? rival : undefined;
    },
    follow: (followed) => void (entry = followed),
    async exclusively(work) {
      let hasBegun = false;
      const once = (): Promise<void> => {
        hasBegun = true;
        return work();
      };
      try {
        await persister.exclusively?.(once);
      } catch (cause) {
        warn(cause);
      }
      if (!hasBegun) await work();
    },
    begin: (runKey, of, body) => save(createEntry(runKey, of, body, ownerNow())),
    mark() {
      const kept = entry;
      if (!kept || kept.isNamed) return;
      const named = { ...kept, isNamed: true };
      entry = named;
      void ask(() => (isKept(kept) ? persister.save(serialiseEntry(named)) : undefined));
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
