import RateLimiterRedis from "rate-limiter-flexible/lib/RateLimiterRedis.js";
import type { RateCounter } from "../rates.ts";

/** What counting needs of a client of node-redis. */
export interface ScriptClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Counts on Redis, under `prefix`. It refuses at once while the connection is down. */
export function redisRates(client: ScriptClient, prefix: string): RateCounter {
  // It counts alone: how much is allowed, and for how long, is said at each hit.
  const limiter = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix: `${prefix}rate`,
    points: 1,
    duration: 60,
  });

  return {
    async hit(key, windowSeconds) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, 1, {
        customDuration: windowSeconds,
      });
      return { count: consumedPoints, resetMs: msBeforeNext };
    },
    close() {},
  };
}
