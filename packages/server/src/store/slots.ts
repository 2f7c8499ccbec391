/** Counts the places that are taken under a name, such as those of an owner's running runs. Atomic, also between machines. */
export interface SlotStore {
  /** Takes a place, for `ttlMs` at most. @returns `false` when `limit` places of that name are taken already. */
  take(name: string, placeId: string, limit: number, ttlMs: number): Promise<boolean>;
  /** Whether `take` would find a place just now. */
  hasRoom(name: string, limit: number): Promise<boolean>;
  /** Gives the place back; nothing happens when there is none. */
  free(name: string, placeId: string): Promise<void>;
}
