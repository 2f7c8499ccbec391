import type { CacheStore } from "../store.ts";
import type { Connection } from "./connection.ts";
import type { RedisKeys } from "./keys.ts";

/** Cached answers on Redis; its own memory policy decides what makes way. */
export function redisCache(connection: Connection, keys: RedisKeys): CacheStore {
  return {
    async get(key) {
      const text = await connection.run((redis) => redis.get(keys.cache(key)));
      return text?.toString();
    },
    async put(key, text, ttlSeconds) {
      const expiration = { type: "EX", value: Math.max(1, Math.ceil(ttlSeconds)) } as const;
      await connection.run((redis) => redis.set(keys.cache(key), text, { expiration }));
    },
  };
}
