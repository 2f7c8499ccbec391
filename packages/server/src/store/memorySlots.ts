import type { SlotStore } from "./rates.ts";

/** Places in this process's memory. They end with the process, and so do its runs. */
export function memorySlots(): SlotStore {
  const owners = new Map<string, Set<string>>();

  return {
    async take(owner, runId, limit) {
      const runs = owners.get(owner) ?? new Set();
      if (!runs.has(runId) && runs.size >= limit) return false;
      owners.set(owner, runs.add(runId));
      return true;
    },
    async free(owner, runId) {
      const runs = owners.get(owner);
      if (runs?.delete(runId) && runs.size === 0) owners.delete(owner);
    },
  };
}
