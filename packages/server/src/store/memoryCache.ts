import { expiringMap, type Expiring } from "./expiringMap.ts";
import { oldestFirst } from "./oldestFirst.ts";
import type { CacheStore } from "./store.ts";

interface Entry extends Expiring {
  readonly text: string;
  readonly heldBytes: number;
}

const BYTES_PER_UNIT = 2;

/** A cache in this process's memory: what was not used for longest makes way. A text over `maxBytes` is not kept. */
export function memoryCache(maxBytes: number): CacheStore & { close(): void } {
  let heldBytes = 0;
  // Each use moves an entry to the end, so that the first is the one not used for longest.
  const entries = expiringMap<Entry>((_key, entry) => {
    heldBytes -= entry.heldBytes;
  });

  const leastUsed = oldestFirst(entries.keys);

  function add(key: string, entry: Entry): void {
    heldBytes += entry.heldBytes;
    entries.set(key, entry);
  }

  function makeRoom(neededBytes: number): void {
    while (heldBytes + neededBytes > maxBytes) {
      const key = leastUsed();
      if (key !== undefined) entries.delete(key);
    }
  }

  return {
    async get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      add(key, entry);
      return entry.text;
    },
    async put(key, text, ttlSeconds) {
      entries.delete(key);
      const neededBytes = (key.length + text.length) * BYTES_PER_UNIT;
      if (neededBytes > maxBytes) return;
      makeRoom(neededBytes);
      add(key, {
        text,
        heldBytes: neededBytes,
        expiresAtMs: performance.now() + ttlSeconds * 1000,
      });
    },
    close: () => entries.close(),
  };
}
