import { isBrowser } from "../environment.ts";
import type { Snapshot } from "../workflowStream.ts";
import type { SnapshotStore } from "./snapshot.ts";

/** Resolves at the first text or a terminal status; at once outside a browser. */
export function untilReady<Inputs>(store: SnapshotStore<Inputs>): Promise<Snapshot<Inputs>> {
  return new Promise((resolve) => {
    const check = (snapshot: Snapshot<Inputs>): void => {
      const { chunks, end: endMs } = snapshot.timing;
      if (isBrowser() && chunks === 0 && endMs === undefined) return;
      unsubscribe();
      resolve(snapshot);
    };
    const unsubscribe = store.subscribe(check);
    check(store.getSnapshot());
  });
}
