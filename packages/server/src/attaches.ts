import { overWindow, WINDOW_SECONDS, windowState } from "./rateLimited.ts";
import type { RateCounter } from "./store/rates.ts";
import type { Visit } from "./visit.ts";

/** Counts a request that attaches to a run which stands. @throws Problem `rate_limited` over the limit. */
export type CountAttach = (visit: Visit) => Promise<void>;

/**
 * Creates the count, for each address: attaching needs no token, and each time the whole text may be sent. While the count can't be
 * had, runs that stand are served.
 */
export function createAttachCount(
  rates: RateCounter,
  limit: number,
  onError: (error: unknown) => void,
): CountAttach {
  return async (visit) => {
    if (limit === Infinity) return;
    const hits = await rates.hit(`attaches:${visit.address}`, WINDOW_SECONDS).catch(onError);
    if (!hits || hits.count <= limit) return;
    throw overWindow(visit, windowState("attaches", limit, hits));
  };
}
