import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { StoreUnavailableError } from "../../src/index.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { openClient, openStore } from "../support/redisStores.ts";
import { explain, refusal, setup } from "../support.ts";

describeWithRedis("a token that replicas must know to be used up", () => {
  let master: RedisServer;
  let replica: RedisServer;
  beforeEach(async () => {
    master = await startRedis("--repl-diskless-sync-delay", "0");
    const { port } = new URL(master.url);
    replica = await startRedis("--replicaof", "127.0.0.1", port);
    const client = await openClient(master.url);
    await expect
      .poll(() => client.info("replication"), { timeout: 10_000 })
      .toContain("state=online");
  }, 20_000);
  afterEach(async () => {
    await replica.stop();
    await master.stop();
  });

  const waitReplicas = { count: 1, timeoutMs: 200 };

  it("lets its run begin when they do: it is gone there too", async () => {
    const store = openStore(master.url, { prefix: "t:", waitReplicas });
    await store.tokens.put("hash", { workflowId: "w" }, 60);
    const there = await openClient(replica.url);
    await expect.poll(() => there.exists("t:token:hash")).toBe(1);
    expect(await store.tokens.take("hash")).toEqual({ workflowId: "w" });
    expect(await there.exists("t:token:hash")).toBe(0);
    expect(await store.tokens.take("hash")).toBeUndefined();
  });

  it("refuses its run when they do not answer, and is used up all the same", async () => {
    const store = openStore(master.url, { prefix: "t:", waitReplicas });
    const { run, token, errors } = setup([explain], { store });
    const value = await token();
    replica.signal("SIGSTOP");
    await sleep(50);
    const body = JSON.stringify({ topic: "tea" });
    const refused = await run("explain", { token: value, body });
    expect(await refusal(refused)).toEqual({ status: 503, code: "store_unavailable" });
    expect(errors).toEqual([expect.any(StoreUnavailableError)]);
    expect(String(errors[0])).toContain("only 0 of 1 replicas");
    replica.signal("SIGCONT");
    expect((await run("explain", { token: value, body })).status).toBe(401);
    await expect.poll(async () => (await run("explain", { body })).status).toBe(200);
  });
});
