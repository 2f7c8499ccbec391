import type { Persister } from "../types.ts";
import { createPersister } from "./createPersister.ts";
import { tabName } from "./tab.ts";

/** Before the name of each entry, so that a page's own keep theirs. */
export const KEY_PREFIX = "workflow-stream:";

/**
 * Creates a persister over a storage of the page, which is looked for at each use: it may be blocked, or missing.
 * @throws TypeError when the name is empty.
 */
export function createStoragePersister(
  name: string,
  storage: () => Storage | undefined,
): Persister {
  if (typeof name !== "string" || name === "") throw new TypeError("A persister needs a name");
  const key = KEY_PREFIX + name;
  return createPersister({
    load: () => storage()?.getItem(key),
    save: (value) => storage()?.setItem(key, value),
    clear: () => storage()?.removeItem(key),
    owner: tabName,
  });
}
