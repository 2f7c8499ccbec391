import { memoryCache } from "./memoryCache.ts";
import { memoryRates } from "./memoryRates.ts";
import { memoryRuns } from "./memoryRuns.ts";
import { memorySlots } from "./memorySlots.ts";
import { memoryTokens } from "./memoryTokens.ts";
import type { Store } from "./store.ts";

/** Caps of a memory store. */
export interface MemoryStoreOptions {
  /** Runs kept at a time, running and ended. Default 10 000. */
  readonly maxRuns?: number;
  /** Memory for the text of all runs and what stands beside it, in bytes. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Unused tokens kept at a time. Default 100 000. */
  readonly maxTokens?: number;
  /** Memory for cached answers, in bytes. Default 64 MiB. */
  readonly maxCacheBytes?: number;
}

const MEBIBYTE = 1024 * 1024;

/**
 * A store in the memory of this process: for one process, and for tests. When it is full, ended runs make way, the
 * oldest first; when only running ones are left, new runs are refused with `store_unavailable`.
 * @example
 * ```ts
 * const store = memoryStore({ maxRuns: 1_000 });
 * const server = createWorkflowServer({ workflows, secretKeys, store });
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): Store {
  const { maxRuns = 10_000, maxBytes = 256 * MEBIBYTE, maxTokens = 100_000 } = options;
  const tokens = memoryTokens(maxTokens);
  const runs = memoryRuns(maxRuns, maxBytes);
  const cache = memoryCache(options.maxCacheBytes ?? 64 * MEBIBYTE);
  const rates = memoryRates();
  return {
    isLocal: true,
    tokens,
    runs,
    cache,
    rates,
    slots: memorySlots(),
    async ping() {},
    async close() {
      tokens.close();
      runs.close();
      cache.close();
      rates.close();
    },
  };
}
