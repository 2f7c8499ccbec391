/** The rhythm of a Redis store. Fixed for users; tests shorten it. */
export interface RedisTiming {
  /** How long a run stands without a word of the process that works for it, in ms. */
  readonly leaseMs: number;
  /** How often leases are renewed, in ms. */
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
  renewEveryMs: 5_000,
  batchMs: 50,
  batchBytes: 1024,
  pollEveryMs: 1_000,
  lingerMs: 2_000,
  silenceMs: 10_000,
};
