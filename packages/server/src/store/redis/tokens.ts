import { StoreUnavailableError, type TokenScope, type TokenStore } from "../store.ts";
import type { Connection } from "./connection.ts";
import type { RedisKeys } from "./keys.ts";

/** How many replicas must know that a token is used up before its run may begin. */
export interface WaitReplicas {
  readonly count: number;
  /** How long to wait for them, in ms. */
  readonly timeoutMs: number;
}

/** Tokens on Redis. `consumer` takes them: a connection of its own where it waits for replicas, as that blocks it. */
export function redisTokens(
  connection: Connection,
  consumer: Connection,
  keys: RedisKeys,
  waitReplicas?: WaitReplicas,
): TokenStore {
  return {
    async put(tokenHash, scope, ttlSeconds) {
      const reply = await connection.run((redis) =>
        redis.set(keys.token(tokenHash), JSON.stringify(scope), {
          expiration: { type: "EX", value: ttlSeconds },
          condition: "NX",
        }),
      );
      if (reply === null) throw new StoreUnavailableError("a token of that digest stands already");
    },
    async peek(tokenHash) {
      return parse(await connection.run((redis) => redis.get(keys.token(tokenHash))));
    },
    async take(tokenHash) {
      const key = keys.token(tokenHash);
      if (!waitReplicas) return parse(await consumer.run((redis) => redis.getDel(key)));
      const { count, timeoutMs } = waitReplicas;
      const [taken, replicas] = await consumer.run((redis) =>
        Promise.all([redis.getDel(key), redis.wait(count, timeoutMs)]),
      );
      if (taken && replicas < count) {
        const reached = `${replicas} of ${count} replicas`;
        throw new StoreUnavailableError(`only ${reached} know that a token was used up`);
      }
      return parse(taken);
    },
  };
}

function parse(value: Buffer | null): TokenScope | undefined {
  return value === null ? undefined : (JSON.parse(value.toString()) as TokenScope);
}
