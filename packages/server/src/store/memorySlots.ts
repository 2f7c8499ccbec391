import type { SlotStore } from "./slots.ts";

/** Places in this process's memory. They end with the process, and so do its runs. */
export function memorySlots(): SlotStore {
  const taken = new Map<string, Set<string>>();

  return {
    async take(name, placeId, limit) {
      const places = taken.get(name) ?? new Set();
      if (!places.has(placeId) && places.size >= limit) return false;
      taken.set(name, places.add(placeId));
      return true;
    },
    hasRoom: async (name, limit) => (taken.get(name)?.size ?? 0) < limit,
    async free(name, placeId) {
      const places = taken.get(name);
      if (places?.delete(placeId) && places.size === 0) taken.delete(name);
    },
  };
}
