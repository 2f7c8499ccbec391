import type { Persister, PersisterStorage } from "./persister.ts";
import { createRemembering } from "./remembering.ts";

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
  const { name, owner, exclusively, subscribe } = storage;
  return {
    name,
    load: () => storage.load(),
    save: (value) => storage.save(value),
    clear: () => storage.clear(),
    // it may be an instance of a class
    owner: owner?.bind(storage),
    exclusively: exclusively?.bind(storage),
    subscribe: subscribe?.bind(storage),
    remember: createRemembering,
  };
}
