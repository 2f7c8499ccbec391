import type { ActiveRun } from "./producer.ts";
import { Problem } from "./problem.ts";
import type { Owner } from "./secretKeys.ts";
import type { SlotStore } from "./store/rates.ts";
import type { Visit } from "./visit.ts";

/** Starts the run that a place is for; `undefined` when it did not start. */
export type StartRun = () => Promise<ActiveRun | undefined>;

/**
 * Keeps a place among the running runs of an owner, from before `start` to the end of the run.
 * @throws Problem `rate_limited` when all are taken.
 */
export type InSlot = (visit: Visit, owner: Owner, runId: string, start: StartRun) => Promise<void>;

const retrySeconds = 5;
// Places end by themselves only for a process that died: a little after the longest run.
const graceMs = 60_000;
const longestMs = 24 * 60 * 60_000;

/** Creates the keeper of places. */
export function createSlots(
  slots: SlotStore,
  maxRunMs: number,
  onError: (error: unknown) => void,
): InSlot {
  const ttlMs = Math.min(maxRunMs + graceMs, longestMs);

  return async (visit, owner, runId, start) => {
    const limit = owner.limits.concurrentRuns;
    if (limit === Infinity) return void (await start());
    if (!(await slots.take(owner.name, runId, limit, ttlMs))) {
      visit.rate = { policy: "running", limit, remaining: 0, resetSeconds: retrySeconds };
      const detail = `Too many runs are running: ${limit} are allowed at a time.`;
      throw new Problem("rate_limited", detail, { retryAfterSeconds: retrySeconds });
    }
    const free = (): Promise<void> => slots.free(owner.name, runId).catch(onError);
    const run = await start().catch(async (error: unknown) => {
      await free();
      throw error;
    });
    if (run) void run.ended.then(free);
    else await free();
  };
}
