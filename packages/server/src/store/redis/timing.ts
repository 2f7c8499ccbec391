/** The rhythm of a Redis store. Fixed for users; tests shorten it. */
export interface RedisTiming {
  /** How long a run stands without a word of the process that works for it, in ms. */
  readonly leaseMs: number;
  /** How long a lease that has lapsed is still waited for, by one clock, before its run is ended, in ms. */
  readonly lapsedMs: number;
  /** How often leases are renewed, in ms: sooner than a lapsed one is given up. */
  readonly renewEveryMs: number;
  /** Text waits this long for more before it is stored, in ms. */
  readonly batchMs: number;
  /** This much text does not wait, in bytes. */
  readonly batchBytes: number;
  /** How often a run that is waited for is looked at, for messages that were lost, in ms. */
  readonly pollEveryMs: number;
  /** How long this process still serves a run from its own memory once its end is stored, in ms. */
  readonly lingerMs: number;
  /** How long Redis may answer nothing at all, while commands wait, before the store connects anew, in ms. */
  readonly silenceMs: number;
}

/** What every store uses outside tests. */
export const REDIS_TIMING: RedisTiming = {
  leaseMs: 15_000,
  lapsedMs: 5_000,
  renewEveryMs: 4_000,
  batchMs: 50,
  batchBytes: 1024,
  pollEveryMs: 1_000,
  lingerMs: 2_000,
  silenceMs: 10_000,
};
