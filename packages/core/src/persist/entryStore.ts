import type { Persister } from "./persister.ts";
import { createAsking, isPromise } from "./asking.ts";
import { type Entry, isOfTarget, isSameRun, parseEntry, serialiseEntry } from "./entry.ts";

/** What comes of asking for an entry: at once where the persister answers at once, else within 2 s. */
export type Asked = Entry | undefined | Promise<Entry | undefined>;

/** The one entry that a persister keeps. Nothing of it throws or rejects. */
export interface EntryStore {
  /** The entry that is kept, whoever put it there; `undefined` where there is none of this stream's workflow. */
  look(): Asked;
  /**
   * The same of what a page before this one left: what is no such entry is cleared away.
   * @param onLate takes an entry that comes after the 2 s.
   */
  find(onLate: (entry: Entry) => void): Asked;
  /** Keeps an entry in place of any other; resolves when that is done, or after 2 s, with whether it did not fail. */
  put(entry: Entry): Promise<boolean>;
  /** Keeps an entry in place of one of the same run, if it is still there. */
  update(entry: Entry): void;
  /** Clears the entry of a run away, if it is still there. */
  remove(entry: Entry): void;
  /** Tells of a failure of the persister, once. */
  warn(cause: unknown): undefined;
  /** From now on nothing is kept or found. */
  close(): void;
}

/**
 * Creates the store of a stream's entry.
 * @param target what the stream runs, as a start's key has it.
 */
export function createEntryStore(persister: Persister, target: string): EntryStore {
  const { ask, warn } = createAsking();
  let isClosed = false;

  function entryOf(text: unknown): Entry | undefined {
    const entry = parseEntry(text);
    return entry && isOfTarget(entry, target) ? entry : undefined;
  }

  function entryOrClear(text: unknown): Entry | undefined {
    const entry = entryOf(text);
    if (!entry && text !== undefined && text !== null) void ask(() => persister.clear());
    return entry;
  }

  function load(read: (text: unknown) => Entry | undefined): Asked {
    if (isClosed) return undefined;
    return ask(() => {
      const text = persister.load();
      return isPromise(text) ? text.then(read) : read(text);
    });
  }

  /** Does something about what is kept while it is of that run: another page may have put its own there, or a sign-out cleared it. */
  function change(entry: Entry, action: () => unknown): void {
    void ask(() => {
      if (isClosed) return undefined;
      const text = persister.load();
      const act = (now: unknown): unknown => isSameRun(parseEntry(now), entry) && action();
      return isPromise(text) ? text.then(act) : act(text);
    });
  }

  return {
    warn,
    look: () => load(entryOf),
    find(onLate) {
      let isLate = false;
      const asked = load((text) => {
        const entry = entryOrClear(text);
        if (entry && isLate) onLate(entry);
        return entry;
      });
      if (asked instanceof Promise) void asked.then(() => (isLate = true));
      return asked;
    },
    async put(entry) {
      if (isClosed) return false;
      let hasFailed = false;
      const fail = (cause: unknown): void => {
        hasFailed = true;
        warn(cause);
      };
      await ask(() => {
        try {
          const saving = persister.save(serialiseEntry(entry));
          return isPromise(saving) ? saving.then(undefined, fail) : undefined;
        } catch (cause) {
          return fail(cause);
        }
      });
      return !hasFailed;
    },
    update: (entry) => change(entry, () => persister.save(serialiseEntry(entry))),
    remove: (entry) => change(entry, () => persister.clear()),
    close() {
      isClosed = true;
    },
  };
}
