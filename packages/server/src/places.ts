import { randomId } from "./crypto.ts";
import type { SlotStore } from "./store/slots.ts";
import { after } from "./timers.ts";

/** Gives a place back; never rejects. A second call does nothing. */
export type GiveBack = () => Promise<void>;

/** Keeps places in the store, of which there are so many under each name. */
export interface Places {
  /** Takes one of `limit` places. @returns `undefined` when all are taken. */
  take(name: string, limit: number): Promise<GiveBack | undefined>;
  /** Whether one of `limit` places is free just now. */
  hasRoom(name: string, limit: number): Promise<boolean>;
}

// Places end by themselves only for a process that died: a little after the longest run.
const GRACE_MS = 60_000;
const LONGEST_MS = 24 * 60 * 60_000;
const FREE_AGAIN_EVERY_MS = 2_000;

/** How long a place stands that nobody gives back, in ms. */
export function placeLifeMs(maxRunMs: number): number {
  return Math.min(maxRunMs + GRACE_MS, LONGEST_MS);
}

/** Creates the keeper of places, each of which ends by itself after `lifeMs`. */
export function createPlaces(
  slots: SlotStore,
  lifeMs: number,
  onError: (error: unknown) => void,
): Places {
  /** Tries again for as long as the place may stand. */
  function freeLater(name: string, placeId: string, untilMs: number): void {
    after(FREE_AGAIN_EVERY_MS, () => {
      if (performance.now() > untilMs) return;
      slots.free(name, placeId).catch(() => freeLater(name, placeId, untilMs));
    });
  }

  return {
    async take(name, limit) {
      if (limit === Infinity) return async () => {};
      // Not the run's id: a place that is freed late must not be the one of a second try at the same run.
      const placeId = randomId();
      const isTaken = await slots.take(name, placeId, limit, lifeMs).catch((error: unknown) => {
        // The store may take it all the same, once it hears of it.
        freeLater(name, placeId, performance.now() + lifeMs);
        throw error;
      });
      if (!isTaken) return undefined;
      let isHeld = true;
      return async () => {
        if (!isHeld) return;
        isHeld = false;
        await slots.free(name, placeId).catch((error: unknown) => {
          onError(error);
          freeLater(name, placeId, performance.now() + lifeMs);
        });
      };
    },
    hasRoom: async (name, limit) => limit === Infinity || slots.hasRoom(name, limit),
  };
}
