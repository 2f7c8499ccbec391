import RateLimiterMemory from "rate-limiter-flexible/lib/RateLimiterMemory.js";
import type { RateCounter } from "./rates.ts";

const DEFAULT_MAX_KEYS = 100_000;

/** Counts in this process's memory. Of more than `maxKeys` keys the oldest windows are forgotten. Default 100 000. */
export function memoryRates(maxKeys: number = DEFAULT_MAX_KEYS): RateCounter {
  // It counts alone: how much is allowed, and for how long, is said at each hit.
  const limiter = new RateLimiterMemory({ keyPrefix: "", points: 1, duration: 60 });
  // In the order in which their windows began; one that has ended may stay until its turn comes.
  const keys = new Set<string>();
  // One that goes on: a new one would have to pass all the places of what was deleted, for each key that goes.
  const oldestFirst = keys.values();

  function forgetOldest(): void {
    const { value } = oldestFirst.next();
    if (value === undefined) return;
    keys.delete(value);
    void limiter.delete(value);
  }

  return {
    async hit(key, windowSeconds) {
      const { consumedPoints, msBeforeNext, isFirstInDuration } = await limiter.penalty(key, 1, {
        customDuration: windowSeconds,
      });
      if (isFirstInDuration) {
        keys.delete(key);
        keys.add(key);
        if (keys.size > maxKeys) forgetOldest();
      }
      return { count: consumedPoints, resetMs: msBeforeNext };
    },
    close() {
      for (const key of keys) void limiter.delete(key);
      keys.clear();
    },
  };
}
