import type { Persister } from "../types.ts";
import { createStoragePersister, KEY_PREFIX } from "./storagePersister.ts";

/** How long another page's turn is waited for, in ms. */
const LOCK_TIMEOUT_MS = 2_000;

/**
 * Keeps a stream's run for all tabs of this browser, in its `localStorage`: a tab that asks for the same follows it.
 * @param name whose run it is, the user's name or id included. Who signs out calls `clear()`.
 * @throws TypeError when the name is empty.
 */
export function localPersister(name: string): Persister {
  return {
    ...createStoragePersister(name, () => globalThis.localStorage),
    async exclusively(work) {
      const { locks }: Partial<Navigator> = globalThis.navigator ?? {};
      // a lock is there on https alone
      if (!locks) return work();
      let hasBegun = false;
      const turn = (): Promise<void> => {
        hasBegun = true;
        return work();
      };
      const signal = AbortSignal.timeout(LOCK_TIMEOUT_MS);
      try {
        await locks.request(KEY_PREFIX + name, { signal }, turn);
      } catch {
        if (!hasBegun) await work();
      }
    },
  };
}
