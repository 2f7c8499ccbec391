import { overWindow, WINDOW_SECONDS, windowState } from "./rateLimited.ts";
import type { Owner } from "./secretKeys.ts";
import type { RateCounter } from "./store/rates.ts";
import type { Visit } from "./visit.ts";

/** What is counted for each owner. */
export type OwnerRate = "tokens" | "runs" | "streams";

/** Counts a request of an owner, and notes for its answer what is left. @throws Problem `rate_limited` over the limit. */
export type CountRequest = (
  visit: Pick<Visit, "address" | "rate">,
  what: OwnerRate,
  owner: Owner,
) => Promise<void>;

/** Creates the count. Streams count for each address of a key by itself, and for a user wherever they are. */
export function createOwnerRates(rates: RateCounter): CountRequest {
  return async (visit, what, owner) => {
    const limit = owner.limits[`${what}PerMinute`];
    if (limit === Infinity) return;
    const isByAddress = what === "streams" && !owner.isUser;
    const key = isByAddress ? `${owner.name}:${visit.address}` : owner.name;
    const hits = await rates.hit(`${what}:${key}`, WINDOW_SECONDS);
    visit.rate = windowState(what, limit, hits);
    if (hits.count > limit) throw overWindow(visit, visit.rate);
  };
}
