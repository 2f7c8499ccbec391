import type { Places } from "./places.ts";
import type { ActiveRun } from "./producer.ts";
import { allTaken } from "./rateLimited.ts";
import type { Owner } from "./secretKeys.ts";
import { after } from "./timers.ts";
import type { Visit } from "./visit.ts";

/** Starts the run that a place is for; `undefined` when it did not start. */
export type StartRun = () => Promise<ActiveRun | undefined>;

/**
 * Keeps a place among the running runs of an owner, from before `start` until the workflow has returned.
 * @throws Problem `rate_limited` when all are taken.
 */
export type InSlot = (visit: Visit, owner: Owner, start: StartRun) => Promise<void>;

/**
 * Settles when the workflow has returned: one that ignores its signal still works after the end of its run, and may cost money.
 * One that never returns is given up when its place would end by itself.
 */
function vacated({ returned }: ActiveRun, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cancelTimer = after(longestMs, resolve);
    void returned.then(cancelTimer).then(resolve);
  });
}

/** Creates the keeper of the places of running runs, which end by themselves after `lifeMs`. */
export function createSlots(places: Places, lifeMs: number): InSlot {
  return async (visit, { name, limits: { concurrentRuns: limit } }, start) => {
    if (limit === Infinity) return void (await start());
    const giveBack = await places.take(name, limit);
    if (!giveBack) {
      const detail = `Too many runs are running: ${limit} are allowed at a time.`;
      throw allTaken(visit, "running", limit, detail);
    }
    const run = await start().catch(async (error: unknown) => {
      await giveBack();
      throw error;
    });
    if (run) void vacated(run, lifeMs).then(giveBack);
    else await giveBack();
  };
}
