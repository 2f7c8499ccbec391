import type { RunKey } from "../run/runKey.ts";
import { startKeyOf } from "../run/startKey.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import type { Persister } from "./persister.ts";
import { createEntry, type Entry, isSameRun } from "./entry.ts";
import { type Asked, createEntryStore } from "./entryStore.ts";
import { type Holder, releaseName, takeName } from "./holders.ts";
import { createLeft, type Left } from "./left.ts";
import { takeTurn } from "./takeTurn.ts";

/** What a stream remembers of its run beyond the page. What is forsaken is cancelled, if it is this tab's. Nothing of it throws or rejects. */
export interface Memory extends Left {
  /** The entry of this stream's run, as far as it knows: of the run that it began, found or follows. */
  readonly entry: Entry | undefined;
  /** The run that is on was begun by this tab, not followed. */
  readonly isOurs: boolean;
  /** The run can be kept: no other stream of the page has taken the persister, and it did not fail to save. */
  readonly isKept: boolean;
  /** Several tabs use the persister. */
  readonly isShared: boolean;
  /** The stream is mounted, and takes the persister from another one of the page. @returns how to end that. */
  mount(): () => void;
  /** Hears when another tab has changed what is kept. @returns how to end that. */
  listen(onChange: () => void): () => void;
  /** What is kept now, whoever began it. */
  look(): Asked;
  /** Cancels a run of a page before this one, if it is this tab's. */
  cancel(entry: Entry): void;
  /** From now on that run is followed; `undefined`: none is. */
  follow(entry: Entry | undefined): void;
  /** Does some work while no other tab does its own. */
  exclusively(work: () => Promise<void>): Promise<void>;
  /** Keeps a run that begins in place of any other; resolves when that is done, or after 2 s, with whether it did not fail. */
  begin(
    runKey: RunKey,
    target: { workflowId: string; baseUrl?: string | undefined },
    body: string,
  ): Promise<boolean>;
  /** The server has named the run. */
  onNamed(): void;
  /** Its text has ended. */
  onDone(): void;
  /**
   * Forgets the run.
   * @param cancelling whether the server could be told that it is stopped. Until then the entry says so, for a page that comes
   * later to tell it.
   */
  forget(cancelling?: Promise<boolean>): void;
}

/**
 * Creates the memory of a stream.
 * @param stop ends the run of a page before this one, and says whether the server could be told.
 * @throws TypeError where there is no Run-Key that it could keep.
 */
export function createMemory(
  persister: Persister,
  options: WorkflowStreamOptions<unknown>,
  stop: (entry: Entry) => Promise<boolean>,
): Memory {
  const { workflowId, resume }: Partial<Record<"workflowId" | "resume", unknown>> = options;
  if (!workflowId || resume === false)
    throw new TypeError("A persister needs a workflowId, and resume");
  const store = createEntryStore(persister, startKeyOf(options, "").target);
  const name = persister.name ?? persister;
  /** No other stream of the page has taken the persister. */
  let isHeld = true;
  let isSaved = true;
  let entry: Entry | undefined;
  /** The run of the stream whose persister this one took. */
  let neighbour: Entry | undefined;
  const holder: Holder = {
    giveUp() {
      isHeld = false;
      store.close();
      return entry;
    },
  };

  function ownerNow(): string | undefined {
    try {
      return persister.owner?.();
    } catch (cause) {
      return store.warn(cause);
    }
  }

  function isMine(of: Entry): boolean {
    return !isSameRun(of, neighbour) && (of.owner === undefined || of.owner === ownerNow());
  }

  function cancel(found: Entry): void {
    if (isMine(found)) void stop(found);
  }

  /** Stops a run whose stop the server could not be told. */
  function stopAgain(found: Entry): void {
    removeOnceTold(found, stop(found));
  }

  function removeOnceTold(stopped: Entry, telling: Promise<boolean>): void {
    void telling.then((isTold) => {
      const isReplaced = entry !== undefined && !isSameRun(entry, stopped);
      if (isTold && !isReplaced) store.remove(stopped);
    });
  }

  /** What was loaded too late to be picked up is cancelled. */
  function onLate(found: Entry): void {
    if (isSameRun(found, entry)) return;
    if (found.isStopped) return stopAgain(found);
    cancel(found);
    if (!entry) store.remove(found);
  }

  /** What was found in time is this stream's, unless it was stopped. */
  function keep(found: Entry): Entry | undefined {
    if (!found.isStopped) {
      entry ??= found;
      return found;
    }
    stopAgain(found);
    return undefined;
  }

  const left = createLeft(store, { keep, onLate, giveUp: cancel });
  return {
    ...left,
    find() {
      // from now on the tab has its name: a duplicate of it takes another
      ownerNow();
      return left.find();
    },
    get entry() {
      return entry;
    },
    get isOurs() {
      return entry === undefined || isMine(entry);
    },
    get isKept() {
      return isHeld && isSaved;
    },
    isShared: persister.exclusively !== undefined,
    mount() {
      if (isHeld) neighbour = takeName(name, holder) ?? neighbour;
      return () => releaseName(name, holder);
    },
    listen(onChange) {
      try {
        return persister.subscribe?.(onChange) ?? (() => {});
      } catch (cause) {
        store.warn(cause);
        return () => {};
      }
    },
    look: store.look,
    cancel,
    follow: (followed) => void (entry = followed),
    exclusively: (work) => takeTurn(persister, work, store.warn),
    async begin(runKey, of, body) {
      const begun = (entry = createEntry(runKey, of, body, ownerNow()));
      isSaved = await store.put(begun);
      if (!isSaved && entry === begun) entry = undefined;
      return isSaved;
    },
    onNamed() {
      if (!entry || entry.isNamed) return;
      entry = { ...entry, isNamed: true };
      store.update(entry);
    },
    onDone() {
      if (!entry || entry.isOver) return;
      entry = { ...entry, isOver: true };
      store.update(entry);
    },
    forget(cancelling) {
      const kept = entry;
      entry = undefined;
      if (!kept) return;
      if (!cancelling) return store.remove(kept);
      store.update({ ...kept, isStopped: true });
      removeOnceTold(kept, cancelling);
    },
  };
}
