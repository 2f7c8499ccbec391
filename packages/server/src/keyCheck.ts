import type { FailedRequests } from "./failedRequests.ts";
import { misconfigured } from "./misconfigured.ts";
import { Problem } from "./problem.ts";
import type { KeyRing, Owner } from "./secretKeys.ts";
import type { Visit } from "./visit.ts";

/**
 * Lets a request with a secret key pass, and says whose it is.
 * @throws Problem `unauthorized`, `misconfigured` where the key may be one that is missing, or `rate_limited` for a suspect.
 */
export type RequireKey = (visit: Visit) => Promise<Owner>;

/**
 * Creates the check of `Authorization: Bearer sk_…`. An address that was wrong too often has to wait, so that no one finds a short key
 * by trying. A long one passes all the same: who shares the address with an attacker is not locked out.
 */
export function createKeyCheck(ring: KeyRing, failedRequests: FailedRequests): RequireKey {
  return async (visit) => {
    const held = await ring.find(visit.request);
    if (!held || held.isGuessable) failedRequests.refuseSuspect(visit);
    if (!held && ring.missing) {
      await failedRequests.count(visit);
      throw misconfigured(ring.missing);
    }
    if (!held) {
      throw new Problem("unauthorized", "A secret key is needed: Authorization: Bearer sk_…");
    }
    visit.owner = held.owner.name;
    return held.owner;
  };
}
