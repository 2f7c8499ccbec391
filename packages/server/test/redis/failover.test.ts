import { afterEach, beforeEach, expect, it } from "vitest";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { openClient, openStore } from "../support/redisStores.ts";
import type { WaitReplicas } from "../../src/store/redis.ts";
import { says, setup } from "../support.ts";

const word = [says("word", "word")];

// What `docs/deploy.md` says of a used token and a failover.
describeWithRedis("a replica that missed the use of a token and becomes the primary", () => {
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

  /** Spends one token on the primary while the replica is cut off, and again after the failover: the two statuses. */
  async function spendTwice(waitReplicas?: WaitReplicas): Promise<[number, number]> {
    const prefix = "t:";
    const store = openStore(master.url, { prefix, ...(waitReplicas && { waitReplicas }) });
    const before = setup(word, { store });
    const token = await before.token();
    const control = await openClient(replica.url);
    await expect.poll(() => control.keys("t:token:*")).toHaveLength(1);

    await control.sendCommand(["REPLICAOF", "127.0.0.1", "1"]);
    const first = await before.run("word", { token });
    await first.text();
    await master.kill();
    await control.sendCommand(["REPLICAOF", "NO", "ONE"]);
    const after = setup(word, { store: openStore(replica.url, { prefix }) });
    const second = await after.run("word", { token });
    await second.text();
    return [first.status, second.status];
  }

  it("knows it as good: it starts a second run", async () => {
    expect(await spendTwice()).toEqual([200, 200]);
  });

  it("with waitReplicas the first use was refused, so there is one run", async () => {
    expect(await spendTwice({ count: 1, timeoutMs: 200 })).toEqual([503, 200]);
  });
});
