import { createClock } from "../run/clock.ts";
import type { Persister } from "./persister.ts";
import { createStoragePersister, keyOf } from "./storagePersister.ts";

/** How long another page's turn is waited for, in ms. */
const LOCK_TIMEOUT_MS = 2_000;

/**
 * Keeps a stream's run for all tabs of this browser, in its `localStorage`: a tab that asks for the same follows it.
 * @param name whose run it is, the user's name or id included. Who signs out calls `clear()`.
 * @throws TypeError when the name is empty.
 * @example
 * ```ts
 * const persister = localPersister(`explain of ${user.id}`);
 * const stream = createWorkflowStream({ workflowId: "explain", token, persister });
 * signOut.onclick = () => persister.clear();
 * ```
 */
export function localPersister(name: string): Persister {
  const key = keyOf(name);
  return {
    ...createStoragePersister(name, "localStorage"),
    exclusively: (work) => underLock(key, work),
    subscribe(onChange) {
      const onStorage = (event: StorageEvent): void => {
        // all of the storage may have been cleared at once
        if (event.key === key || event.key === null) onChange();
      };
      globalThis.addEventListener?.("storage", onStorage);
      return () => globalThis.removeEventListener?.("storage", onStorage);
    },
  };
}

/** Does some work while no other page has the lock; not where it can't be had, as on plain http. */
async function underLock(key: string, work: () => Promise<void>): Promise<void> {
  const { locks }: Partial<Navigator> = globalThis.navigator ?? {};
  const waiting = new AbortController();
  const stopWaiting = createClock().after(LOCK_TIMEOUT_MS, () => waiting.abort());
  const turn = (): Promise<void> => {
    stopWaiting();
    return work();
  };
  try {
    await locks?.request(key, { signal: waiting.signal }, turn);
  } catch {
    // nobody waits any longer
  } finally {
    stopWaiting();
  }
}
