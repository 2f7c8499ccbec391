import { Problem } from "./problem.ts";
import type { Owner } from "./secretKeys.ts";
import type { Hits, RateCounter } from "./store/rates.ts";
import type { RateState } from "./rateHeaders.ts";
import type { Visit } from "./visit.ts";

/** What is counted for each owner. */
export type OwnerRate = "tokens" | "runs" | "streams";

/** Counts a request of an owner, and notes for its answer what is left. @throws Problem `rate_limited` over the limit. */
export type CountRequest = (
  visit: Pick<Visit, "address" | "rate">,
  what: OwnerRate,
  owner: Owner,
) => Promise<void>;

/** The length of each window, in seconds. */
export const WINDOW_SECONDS = 60;

/** Creates the count. Streams count for each address of a key by itself, and for a user wherever they are. */
export function createOwnerRates(rates: RateCounter): CountRequest {
  return async (visit, what, owner) => {
    const limit = owner.limits[`${what}PerMinute`];
    if (limit === Infinity) return;
    const isByAddress = what === "streams" && !owner.isUser;
    const key = isByAddress ? `${owner.name}:${visit.address}` : owner.name;
    const hits = await rates.hit(`${what}:${key}`, WINDOW_SECONDS);
    visit.rate = rateState(what, limit, hits);
    if (hits.count > limit) throw rateLimited(visit.rate);
  };
}

/** What an answer says of a count. */
export function rateState(policy: string, limit: number, { count, resetMs }: Hits): RateState {
  return {
    policy,
    limit,
    remaining: Math.max(limit - count, 0),
    windowSeconds: WINDOW_SECONDS,
    resetSeconds: Math.max(Math.ceil(resetMs / 1000), 1),
  };
}

/** The refusal of a request over a limit. */
export function rateLimited({ policy, limit, resetSeconds = 1 }: RateState): Problem {
  const detail = `Too many ${policy}: ${limit} are allowed in ${WINDOW_SECONDS} s.`;
  return new Problem("rate_limited", detail, { retryAfterSeconds: resetSeconds });
}
