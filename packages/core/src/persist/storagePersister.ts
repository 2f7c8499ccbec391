import type { Persister } from "./persister.ts";
import { createPersister } from "./createPersister.ts";
import { tabName } from "./tab.ts";

/** Before the name of each entry, so that a page's own keep theirs. */
const KEY_PREFIX = "workflow-stream:";

/** The key under which a storage of the page keeps the run of that name. */
export function keyOf(name: string): string {
  return KEY_PREFIX + name;
}

/**
 * Creates a persister over a storage of the page, which is looked for at each use: it may be blocked, or missing.
 * @throws TypeError when the name is empty.
 */
export function createStoragePersister(
  name: string,
  area: "localStorage" | "sessionStorage",
): Persister {
  if (typeof name !== "string" || name === "") throw new TypeError("A persister needs a name");
  const key = keyOf(name);
  const storage = (): Storage | undefined => globalThis[area];
  return createPersister({
    name: `${area} ${name}`,
    load: () => storage()?.getItem(key),
    save: (value) => storage()?.setItem(key, value),
    clear: () => storage()?.removeItem(key),
    owner: tabName,
  });
}
