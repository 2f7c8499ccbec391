/** What the holder of one secret key may do. `Infinity`: no limit. */
export interface OwnerLimits {
  /** Tokens asked for, per minute. Default 6 000. */
  readonly tokensPerMinute: number;
  /** Runs that are not streamed, per minute. Default 600. */
  readonly runsPerMinute: number;
  /** Streams begun from one address with tokens of this key, per minute. Default 600. */
  readonly streamsPerMinute: number;
  /** Runs running at a time. Default 1 000. */
  readonly concurrentRuns: number;
  /** Detached runs begun from one address with tokens of this key that go on unread, at a time. Default 20. */
  readonly unreadRuns: number;
}

/** How much a server lets in. `Infinity`: no limit. */
export interface RateLimits extends OwnerLimits {
  /** Requests from one address with a bad credential, or for a run that is not there, per minute. Default 100. */
  readonly failuresPerMinute: number;
  /** Streams of runs that stand, asked for from one address, per minute. Default 600. */
  readonly attachesPerMinute: number;
  /** Readers of one run at a time, in each process. The request that begins the run is let in all the same. Default 64. */
  readonly readersPerRun: number;
}

/** Generous: they stop only abuse. */
const DEFAULT_LIMITS: RateLimits = {
  tokensPerMinute: 6_000,
  runsPerMinute: 600,
  streamsPerMinute: 600,
  concurrentRuns: 1_000,
  unreadRuns: 20,
  failuresPerMinute: 100,
  attachesPerMinute: 600,
  readersPerRun: 64,
};

const NO_LIMITS: RateLimits = {
  tokensPerMinute: Infinity,
  runsPerMinute: Infinity,
  streamsPerMinute: Infinity,
  concurrentRuns: Infinity,
  unreadRuns: Infinity,
  failuresPerMinute: Infinity,
  attachesPerMinute: Infinity,
  readersPerRun: Infinity,
};

const MAX_USER_RUNS = 10;
const MAX_USER_STREAMS_PER_MINUTE = 60;

/** What a user of the app may do, where the app does not say: less than a backend, and nothing that the server lifts for all. */
export function userLimits(limits: RateLimits): OwnerLimits {
  if (limits === NO_LIMITS) return limits;
  return {
    ...limits,
    concurrentRuns: Math.min(limits.concurrentRuns, MAX_USER_RUNS),
    streamsPerMinute: Math.min(limits.streamsPerMinute, MAX_USER_STREAMS_PER_MINUTE),
  };
}

/**
 * Fills in the defaults; `false` is no limit at all.
 * @throws TypeError when a limit is no whole number above 0.
 */
export function resolveRateLimits(given: Partial<RateLimits> | false | undefined): RateLimits {
  if (given === false) return NO_LIMITS;
  checkLimits(given ?? {});
  return { ...DEFAULT_LIMITS, ...given };
}

/** @throws TypeError when a limit is no whole number above 0, nor `Infinity`, or is none of the names. */
export function checkLimits(limits: Partial<RateLimits>): void {
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(DEFAULT_LIMITS, name)) throw new TypeError(`there is no limit "${name}"`);
    if (!(value === Infinity || (Number.isSafeInteger(value) && value > 0))) {
      throw new TypeError(`${name} must be a whole number above 0 or Infinity, not ${value}`);
    }
  }
}
