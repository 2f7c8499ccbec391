import { createRemembering } from "../run/remembering.ts";
import type { Persister, PersisterStorage } from "../types.ts";

/**
 * Creates a persister over a storage of one's own: IndexedDB, a backend, a native app's.
 * @example
 * ```ts
 * const persister = createPersister({
 *   load: () => AsyncStorage.getItem("run"),
 *   save: (value) => AsyncStorage.setItem("run", value),
 *   clear: () => AsyncStorage.removeItem("run"),
 * });
 * ```
 */
export function createPersister(storage: PersisterStorage): Persister {
  return { ...storage, remember: createRemembering };
}
