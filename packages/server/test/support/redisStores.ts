import { createClient } from "redis";
import { onTestFinished } from "vitest";
import type { Store } from "../../src/index.ts";
import { createRedisStore, type RedisStoreSettings } from "../../src/store/redis/store.ts";
import { REDIS_TIMING, type RedisTiming } from "../../src/store/redis/timing.ts";

/** The rhythm of a store with a tenth of the usual lease, so that tests need not wait for it. */
export const fastTiming: RedisTiming = {
  ...REDIS_TIMING,
  leaseMs: 1_500,
  lapsedMs: 600,
  renewEveryMs: 500,
  pollEveryMs: 200,
};

/** A store as another process would have it, closed when the test has finished. */
export function openStore(
  url: string,
  settings: RedisStoreSettings & { timing?: RedisTiming } = {},
): Store {
  const { timing = REDIS_TIMING, ...rest } = settings;
  const store = createRedisStore({ url, onError: () => {}, ...rest }, timing);
  onTestFinished(() => store.close());
  return store;
}

/** A plain client, to look behind a store; closed when the test has finished. */
export async function openClient(url: string): Promise<ReturnType<typeof createClient>> {
  const client: ReturnType<typeof createClient> = createClient({ url });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.destroy());
  return client;
}

/** Keys that would stand forever. */
export async function keysWithoutExpiry(url: string): Promise<string[]> {
  const client = await openClient(url);
  const found: string[] = [];
  for await (const keys of client.scanIterator({ COUNT: 1_000 })) {
    const ttls = await Promise.all(keys.map((key) => client.pTTL(key)));
    found.push(...keys.filter((_key, i) => ttls[i] === -1));
  }
  return found;
}
