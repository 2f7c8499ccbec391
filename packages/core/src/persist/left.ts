import type { Entry } from "./entry.ts";
import type { Asked, EntryStore } from "./entryStore.ts";

/** What a page before this one left of its run, until it is taken. */
export interface Left {
  /** What was left; at once where the persister answers at once, else within 2 s. It is asked once. */
  find(): Asked;
  /** Takes what was found: from now on it is this page's. Whether it was still to be taken. */
  take(): boolean;
  /** Gives up what is left to be taken. */
  forsake(): void;
}

/** What is done about what was left. */
interface LeftActions {
  /** Keeps what was found in time; `undefined` where it is not to be gone on with. */
  keep(found: Entry): Entry | undefined;
  /** It came too late to be picked up. */
  onLate(found: Entry): void;
  /** Nobody wants it any more. */
  giveUp(found: Entry): void;
}

/** Creates the place of what was left in a store. */
export function createLeft(store: EntryStore, { keep, onLate, giveUp }: LeftActions): Left {
  let left: Asked;
  let isAsked = false;
  const keepFound = (found: Entry | undefined): Entry | undefined => found && keep(found);
  return {
    find() {
      if (isAsked) return left;
      isAsked = true;
      const found = store.find(onLate);
      left = found instanceof Promise ? found.then(keepFound) : keepFound(found);
      return left;
    },
    take() {
      const isLeft = left !== undefined;
      left = undefined;
      return isLeft;
    },
    forsake() {
      void Promise.resolve(left).then((found) => found && giveUp(found));
      left = undefined;
    },
  };
}
