import { randomId } from "./crypto.ts";
import type { ActiveRun } from "./producer.ts";
import { Problem } from "./problem.ts";
import type { Owner } from "./secretKeys.ts";
import type { SlotStore } from "./store/rates.ts";
import { after } from "./timers.ts";
import type { Visit } from "./visit.ts";

/** Starts the run that a place is for; `undefined` when it did not start. */
export type StartRun = () => Promise<ActiveRun | undefined>;

/**
 * Keeps a place among the running runs of an owner, from before `start` until the workflow has returned.
 * @throws Problem `rate_limited` when all are taken.
 */
export type InSlot = (visit: Visit, owner: Owner, start: StartRun) => Promise<void>;

const RETRY_SECONDS = 5;
// Places end by themselves only for a process that died: a little after the longest run.
const GRACE_MS = 60_000;
const LONGEST_MS = 24 * 60 * 60_000;
const FREE_AGAIN_EVERY_MS = 2_000;

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

/** Creates the keeper of places. */
export function createSlots(
  slots: SlotStore,
  maxRunMs: number,
  onError: (error: unknown) => void,
): InSlot {
  const ttlMs = Math.min(maxRunMs + GRACE_MS, LONGEST_MS);

  /** Tries again for as long as the place may stand. */
  function freeLater(owner: string, placeId: string, untilMs: number): void {
    after(FREE_AGAIN_EVERY_MS, () => {
      if (performance.now() > untilMs) return;
      slots.free(owner, placeId).catch(() => freeLater(owner, placeId, untilMs));
    });
  }

  async function free(owner: string, placeId: string): Promise<void> {
    try {
      await slots.free(owner, placeId);
    } catch (error) {
      onError(error);
      freeLater(owner, placeId, performance.now() + ttlMs);
    }
  }

  return async (visit, { name, limits: { concurrentRuns: limit } }, start) => {
    if (limit === Infinity) return void (await start());
    // Not the run's id: a place that is freed late must not be the one of a second try at the same run.
    const placeId = randomId();
    const isTaken = await slots.take(name, placeId, limit, ttlMs).catch((error: unknown) => {
      // The store may take it all the same, once it hears of it.
      freeLater(name, placeId, performance.now() + ttlMs);
      throw error;
    });
    if (!isTaken) {
      visit.rate = { policy: "running", limit, remaining: 0, resetSeconds: RETRY_SECONDS };
      const detail = `Too many runs are running: ${limit} are allowed at a time.`;
      throw new Problem("rate_limited", detail, { retryAfterSeconds: RETRY_SECONDS });
    }
    const run = await start().catch(async (error: unknown) => {
      await free(name, placeId);
      throw error;
    });
    if (run) void vacated(run, ttlMs).then(() => free(name, placeId));
    else await free(name, placeId);
  };
}
