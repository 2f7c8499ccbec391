import type { SlotStore } from "./rates.ts";

/** Places in this process's memory. They end with the process, and so do its runs. */
export function memorySlots(): SlotStore {
  const owners = new Map<string, Set<string>>();

  return {
    async take(owner, placeId, limit) {
      const runs = owners.get(owner) ?? new Set();
      if (!runs.has(placeId) && runs.size >= limit) return false;
      owners.set(owner, runs.add(placeId));
      return true;
    },
    hasRoom: async (owner, limit) => (owners.get(owner)?.size ?? 0) < limit,
    async free(owner, placeId) {
      const runs = owners.get(owner);
      if (runs?.delete(placeId) && runs.size === 0) owners.delete(owner);
    },
  };
}
