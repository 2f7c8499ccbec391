import { allTaken } from "./rateLimited.ts";
import type { Visit } from "./visit.ts";

/** Counts who reads each run in this process. */
export interface Readers {
  /** Lets the request in that began the run: its answer must not say that no run began. */
  begin(runId: string): Leave;
  /** Lets one more in. @throws Problem `rate_limited` when there are as many as there may be. */
  attach(visit: Visit, runId: string): Leave;
}

/** Counts a reader out; a second call does nothing. */
export type Leave = () => void;

/** Creates the count, of `limit` readers at most. */
export function createReaders(limit: number): Readers {
  const readers = new Map<string, number>();

  function begin(runId: string): Leave {
    readers.set(runId, (readers.get(runId) ?? 0) + 1);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      const left = (readers.get(runId) ?? 1) - 1;
      if (left > 0) readers.set(runId, left);
      else readers.delete(runId);
    };
  }

  return {
    begin,
    attach(visit, runId) {
      if ((readers.get(runId) ?? 0) < limit) return begin(runId);
      const detail = `Too many read this run: ${limit} may at a time.`;
      throw allTaken(visit, "readers", limit, detail);
    },
  };
}
