/** Hits of one key in its present window. */
export interface Hits {
  readonly count: number;
  /** Until the window ends, in ms. */
  readonly resetMs: number;
}

/** Counts hits within fixed windows, each of which begins with the first hit of its key. Atomic, also between machines. */
export interface RateCounter {
  /** Counts one hit. */
  hit(key: string, windowSeconds: number): Promise<Hits>;
  /** Forgets all that this process holds. */
  close(): void;
}

/** Counts the places that are taken under a name, such as those of an owner's running runs. Atomic, also between machines. */
export interface SlotStore {
  /** Takes a place for a run, for `ttlMs` at most. @returns `false` when the owner has taken `limit` places already. */
  take(owner: string, placeId: string, limit: number, ttlMs: number): Promise<boolean>;
  /** Whether `take` would find a place just now. */
  hasRoom(owner: string, limit: number): Promise<boolean>;
  /** Gives the place back; nothing happens when there is none. */
  free(owner: string, placeId: string): Promise<void>;
}
