import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { redisStore } from "../../src/store/redis.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { openClient, openStore } from "../support/redisStores.ts";
import { explain, refusal, setup } from "../support.ts";

type Client = Awaited<ReturnType<typeof openClient>>;

/** Makes a snapshot fail, so that Redis refuses writes until one succeeds. */
async function failSnapshot(client: Client): Promise<void> {
  const { dir = "" } = await client.configGet("dir");
  rmSync(dir, { recursive: true });
  await client.configSet("save", "3600 1");
  await client.sendCommand(["BGSAVE"]);
  await expect.poll(() => client.info("persistence")).toContain("rdb_last_bgsave_status:err");
}

describeWithRedis("a Redis that answers and takes no writes", () => {
  let redis: RedisServer;
  let client: Client;
  beforeEach(async () => {
    redis = await startRedis();
    client = await openClient(redis.url);
  });
  afterEach(() => redis.stop());

  it.each<[string, (client: Client) => Promise<unknown>, string[]]>([
    [
      "a replica",
      (c) => c.sendCommand(["REPLICAOF", "127.0.0.1", "1"]),
      ["REPLICAOF", "NO", "ONE"],
    ],
    ["full", (c) => c.configSet("maxmemory", "1"), ["CONFIG", "SET", "maxmemory", "0"]],
    [
      "without its replicas",
      (c) => c.configSet("min-replicas-to-write", "1"),
      ["CONFIG", "SET", "min-replicas-to-write", "0"],
    ],
    ["not able to save", failSnapshot, ["CONFIG", "SET", "save", ""]],
  ])("as it is %s: its servers are not ready, until it does", async (_why, spoil, mend) => {
    const { call } = setup([explain], { store: openStore(redis.url, { commandTimeoutMs: 300 }) });
    expect((await call("/readyz")).status).toBe(200);
    await spoil(client);
    expect(await refusal(await call("/readyz"))).toEqual({
      status: 503,
      code: "store_unavailable",
    });
    await client.sendCommand(mend);
    await expect.poll(async () => (await call("/readyz")).status).toBe(200);
  });

  it("as it stays a replica: its servers connect anew once a second, not with each request", async () => {
    const store = openStore(redis.url, { commandTimeoutMs: 300 });
    await store.ping();
    const connections = async (): Promise<number> =>
      Number(/total_connections_received:(\d+)/.exec(await client.info("stats"))?.[1]);
    const before = await connections();
    const startedAtMs = performance.now();
    await client.sendCommand(["REPLICAOF", "127.0.0.1", "1"]);
    for (let i = 0; i < 15; i++) {
      await expect(store.ping()).rejects.toThrow();
      await sleep(20);
    }
    const times = Math.ceil((performance.now() - startedAtMs) / 1_000);
    // One for the commands, one for the channels.
    const opened = (await connections()) - before;
    expect(opened).toBeGreaterThan(0);
    expect(opened).toBeLessThanOrEqual(2 * times);
  });

  it("leaves a client of yours connected as it was", async () => {
    const yours = await openClient(redis.url);
    const id = await yours.clientId();
    const store = redisStore({ client: yours, onError: () => {} });
    await client.sendCommand(["REPLICAOF", "127.0.0.1", "1"]);
    await expect(store.ping()).rejects.toThrow();
    expect(await yours.clientId()).toBe(id);
    await store.close();
  });
});
