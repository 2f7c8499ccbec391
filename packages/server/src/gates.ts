import { createAttachCount, type CountAttach } from "./attaches.ts";
import { createDetachment, type GrantDetachment } from "./detachment.ts";
import { createFailedRequests, type FailedRequests } from "./failedRequests.ts";
import { createKeyCheck, type RequireKey } from "./keyCheck.ts";
import { createOwnerRates, type CountRequest } from "./ownerRates.ts";
import { createPlaces, placeLifeMs } from "./places.ts";
import { createKeyRing, type KeyRing } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import { createSlots, type InSlot } from "./slots.ts";
import { createUsers, type Users } from "./users.ts";

/** What a request has to pass, before its token or key opens anything and after. */
export interface Gates {
  readonly ring: KeyRing;
  readonly requireKey: RequireKey;
  readonly users: Users;
  readonly failedRequests: FailedRequests;
  readonly count: CountRequest;
  readonly countAttach: CountAttach;
  readonly inSlot: InSlot;
  readonly grantDetachment: GrantDetachment;
}

/**
 * Creates the gates of one server.
 * @throws TypeError as `createKeyRing`.
 */
export function createGates(settings: Settings): Gates {
  const { store, limits, onError } = settings;
  const ring = createKeyRing(settings.secretKeys, limits);
  const failedRequests = createFailedRequests(store.rates, limits.failuresPerMinute, onError);
  const lifeMs = placeLifeMs(settings.maxRunMs);
  const places = createPlaces(store.slots, lifeMs, onError);
  return {
    ring,
    requireKey: createKeyCheck(ring, failedRequests),
    users: createUsers(settings),
    failedRequests,
    count: createOwnerRates(store.rates),
    countAttach: createAttachCount(store.rates, limits.attachesPerMinute, onError),
    inSlot: createSlots(places, lifeMs),
    grantDetachment: createDetachment(settings, places),
  };
}
