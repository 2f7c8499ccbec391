import type { CountAttach } from "./attaches.ts";
import { opens, runNotFound, type RunKey } from "./runKey.ts";
import { LOG_START } from "./store/log.ts";
import type { Reservation, RunStore, StoredRun } from "./store/store.ts";
import type { Visit } from "./visit.ts";

/**
 * Claims the id of a run. Answers with the run that stands there, which the key opens; `undefined`: the id was free, and is now ours.
 * @throws Problem `run_not_found` when the key does not open it, `rate_limited` when too many requests attach to runs.
 */
export type Reserve = (
  visit: Visit,
  key: RunKey,
  reservation: Reservation,
) => Promise<StoredRun | undefined>;

const RESERVATION_MS = 10_000;

/** Creates it for the runs of one store. */
export function createReserve(runs: RunStore, countAttach: CountAttach): Reserve {
  return async (visit, key, reservation) => {
    const { signal } = visit.request;
    let isCounted = false;
    for (;;) {
      const standing = await runs.reserve(key.runId, reservation, RESERVATION_MS);
      if (!standing) return undefined;
      if (!opens(key, standing) || signal.aborted) throw runNotFound();
      // Now, while it holds no claim: who is refused here has begun no run, and never will.
      if (!isCounted) await countAttach(visit);
      isCounted = true;
      if (standing.status !== "reserved") return standing;
      // Its request is still being checked: it becomes a run, or its id is free again.
      await runs.read(key.runId, LOG_START, {
        maxBytes: 0,
        waitMs: RESERVATION_MS,
        whileStatus: "reserved",
        signal,
      });
    }
  };
}
