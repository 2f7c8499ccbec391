import type { RateState } from "./rateHeaders.ts";
import { overWindow, WINDOW_SECONDS, windowState } from "./rateLimited.ts";
import type { RateCounter } from "./store/rates.ts";
import type { Visit } from "./visit.ts";

/** Counts, for each address, the requests with a bad credential or for a run that is not there. */
export interface FailedRequests {
  /** Counts a request, once however often it is told. @throws Problem `rate_limited` over the limit. */
  count(visit: Visit): Promise<void>;
  /** Whether this process has seen the address go over the limit in the present window. */
  isSuspect(visit: Visit): boolean;
  /** @throws Problem `rate_limited` for a suspect. */
  refuseSuspect(visit: Visit): void;
}

interface Suspect {
  readonly rate: RateState;
  readonly untilMs: number;
}

const MAX_SUSPECTS = 10_000;

/** Creates the count. A count that can't be had lets the request go on: it has shown no credential, so it gets nothing. */
export function createFailedRequests(
  rates: RateCounter,
  limit: number,
  onError: (error: unknown) => void,
): FailedRequests {
  const suspects = new Map<string, Suspect>();

  function find({ address }: Visit): Suspect | undefined {
    const suspect = suspects.get(address);
    if (suspect && suspect.untilMs > performance.now()) return suspect;
    suspects.delete(address);
    return undefined;
  }

  function add(address: string, rate: RateState, resetMs: number): void {
    // They come again with their next failure: the counts know them.
    if (suspects.size >= MAX_SUSPECTS) suspects.clear();
    suspects.set(address, { rate, untilMs: performance.now() + resetMs });
  }

  return {
    async count(visit) {
      if (limit === Infinity || visit.hasFailed) return;
      visit.hasFailed = true;
      const hits = await rates.hit(`failures:${visit.address}`, WINDOW_SECONDS).catch(onError);
      if (!hits || hits.count <= limit) return;
      const rate = windowState("failures", limit, hits);
      add(visit.address, rate, hits.resetMs);
      throw overWindow(visit, rate);
    },
    isSuspect: (visit) => find(visit) !== undefined,
    refuseSuspect(visit) {
      const suspect = find(visit);
      if (!suspect) return;
      const resetSeconds = Math.ceil((suspect.untilMs - performance.now()) / 1000);
      visit.hasFailed = true;
      throw overWindow(visit, { ...suspect.rate, resetSeconds });
    },
  };
}
