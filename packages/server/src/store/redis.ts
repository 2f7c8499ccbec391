import type { Store } from "./store.ts";
import { createRedisStore, type RedisStoreOptions } from "./redis/store.ts";
import { REDIS_TIMING } from "./redis/timing.ts";

export type { RedisClient } from "./redis/client.ts";
export type { RedisStoreOptions, RedisStoreSettings } from "./redis/store.ts";
export type { WaitReplicas } from "./redis/tokens.ts";

/**
 * A store on Redis 6.2 or newer, through node-redis 6: tokens and runs are shared by all processes on it, and a run's
 * text outlives the connection it began on. It connects by itself, and again after an outage; until then whatever needs
 * it is answered with `store_unavailable`.
 * @throws TypeError when an option can't be used.
 * @example
 * ```ts
 * const store = redisStore({ url: "redis://127.0.0.1:6379" });
 * const server = createWorkflowServer({ workflows, secretKeys, store });
 * ```
 */
export function redisStore(options: RedisStoreOptions): Store {
  return createRedisStore(options, REDIS_TIMING);
}
