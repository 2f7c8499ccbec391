import { Problem } from "./problem.ts";
import type { RateState } from "./rateHeaders.ts";
import type { Hits } from "./store/rates.ts";
import type { Visit } from "./visit.ts";

/** The length of each window, in seconds. */
export const WINDOW_SECONDS = 60;
// Nobody can tell when a place is free again.
const PLACE_RETRY_SECONDS = 5;

/** What an answer says of a count in a window. */
export function windowState(policy: string, limit: number, { count, resetMs }: Hits): RateState {
  return {
    policy,
    limit,
    remaining: Math.max(limit - count, 0),
    windowSeconds: WINDOW_SECONDS,
    resetSeconds: Math.max(Math.ceil(resetMs / 1000), 1),
  };
}

/** The refusal of a request over the limit of a window, which its answer tells. */
export function overWindow(visit: Pick<Visit, "rate">, state: RateState): Problem {
  const { policy, limit, resetSeconds = 1 } = state;
  const detail = `Too many ${policy}: ${limit} are allowed in ${WINDOW_SECONDS} s.`;
  visit.rate = state;
  return new Problem("rate_limited", detail, { retryAfterSeconds: resetSeconds });
}

/** The refusal of a request for one of `limit` places when all are taken, which its answer tells. */
export function allTaken(
  visit: Pick<Visit, "rate">,
  policy: string,
  limit: number,
  detail: string,
): Problem {
  visit.rate = { policy, limit, remaining: 0, resetSeconds: PLACE_RETRY_SECONDS };
  return new Problem("rate_limited", detail, { retryAfterSeconds: PLACE_RETRY_SECONDS });
}
