import { setTimeout as sleep } from "node:timers/promises";
import { createClient, createCluster } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisStore } from "../../src/store/redis.ts";
import { describeStore } from "../store/contract.ts";
import { startCluster, type RedisCluster } from "../support/redisCluster.ts";
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

describeWithRedis("on a cluster of three", () => {
  let nodes: RedisCluster;
  let cluster: ReturnType<typeof createCluster>;
  beforeAll(async () => {
    nodes = await startCluster(3);
    cluster = createCluster({ rootNodes: [{ url: nodes.urls[0]! }] });
    await cluster.connect();
  }, 20_000);
  afterAll(async () => {
    cluster.destroy();
    await nodes.stop();
  });

  describeStore(
    "the Redis store",
    async () => redisStore({ client: cluster, prefix: prefix() }),
    (ms) => sleep(ms),
  );

  it("spreads its keys over all nodes, and none stands forever", async () => {
    const { tokens, close } = redisStore({ client: cluster, prefix: prefix() });
    for (let n = 0; n < 60; n++) await tokens.put(`hash${n}`, {}, 60);
    await close();
    for (const url of nodes.urls) {
      expect(await (await openClient(url)).dbSize()).toBeGreaterThan(0);
      expect(await keysWithoutExpiry(url)).toEqual([]);
    }
  });
});

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
