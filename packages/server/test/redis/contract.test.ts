import { setTimeout as sleep } from "node:timers/promises";
import { createClient, createCluster } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisStore } from "../../src/store/redis.ts";
import { describeStore } from "../store/contract.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { keysWithoutExpiry, openClient } from "../support/redisStores.ts";

let stores = 0;
const prefix = (): string => `store${stores++}:`;

describeWithRedis("on one server", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeStore(
    "the Redis store",
    async () => redisStore({ url: redis.url, prefix: prefix() }),
    (ms) => sleep(ms),
  );

  it("leaves a client of yours as it was", async () => {
    const client = await openClient(redis.url);
    const listeners = (): number[] =>
      client.eventNames().map((event) => client.listenerCount(event));
    const before = listeners();
    const store = redisStore({ client, prefix: prefix() });
    await store.tokens.put("hash", {}, 60);
    expect(await store.tokens.take("hash")).toEqual({});
    await store.close();
    await expect(store.ping()).resolves.toBeUndefined();
    expect(await client.ping()).toBe("PONG");
    expect(listeners()).toEqual(before);
  });

  it("no key stands forever", async () => {
    expect(await (await openClient(redis.url)).dbSize()).toBeGreaterThan(0);
    expect(await keysWithoutExpiry(redis.url)).toEqual([]);
  });
});

describeWithRedis("on a cluster", () => {
  let redis: RedisServer;
  let cluster: ReturnType<typeof createCluster>;
  beforeAll(async () => {
    redis = await startRedis("--cluster-enabled", "yes");
    cluster = createCluster({ rootNodes: [{ url: redis.url }] });
    await ownAllSlots(redis.url);
    await cluster.connect();
  });
  afterAll(async () => {
    cluster.destroy();
    await redis.stop();
  });

  // One node that owns all slots still refuses a script whose keys are not of one slot.
  describeStore(
    "the Redis store",
    async () => redisStore({ client: cluster, prefix: prefix() }),
    (ms) => sleep(ms),
  );
});

async function ownAllSlots(url: string): Promise<void> {
  const node = createClient({ url });
  await node.connect();
  for (let slot = 0; slot < 16_384; slot += 1_024) {
    await node.clusterAddSlots(Array.from({ length: 1_024 }, (_, i) => slot + i));
  }
  for (let i = 0; i < 100; i++) {
    if ((await node.clusterInfo()).includes("cluster_state:ok")) break;
    await sleep(50);
  }
  await node.close();
}

describe("a Redis store that can't be", () => {
  const client = createClient();

  it("is refused for a prefix that would be taken for a hash tag", () => {
    expect(() => redisStore({ client, prefix: "a{b}" })).toThrow(TypeError);
  });

  it("is refused for replicas to wait for on a cluster", () => {
    const cluster = createCluster({ rootNodes: [{ url: "redis://127.0.0.1:1" }] });
    const waitReplicas = { count: 1, timeoutMs: 100 };
    expect(() => redisStore({ client: cluster, waitReplicas })).toThrow("not on a cluster");
  });
});
