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
