import { afterAll, beforeAll, expect, it } from "vitest";
import { startServerProcess } from "../support/processes.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { REDIS_TIMING } from "../../src/store/redis/timing.ts";
import { newRunKey } from "../support.ts";

const rounds = Number(process.env.RACE_ROUNDS ?? 1);

describeWithRedis("two server processes on one Redis", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it(`give 1 000 requests with one token one 200 and one call, ${rounds} times`, async () => {
    const servers = await Promise.all(
      ["race:", "race:"].map((prefix) => startServerProcess(redis.url, prefix, REDIS_TIMING)),
    );
    const calls = (): number => servers.flatMap((server) => server.heard("called")).length;
    for (let round = 1; round <= rounds; round++) {
      const token = (await servers[0]?.token()) ?? "";
      const answers = Array.from({ length: 1_000 }, async (_, i) => {
        const response = await servers[i % 2]?.run(token, { pieces: 3, everyMs: 1 });
        await response?.text();
        return response?.status;
      });
      const statuses = (await Promise.all(answers)).sort();
      expect(statuses).toEqual([200, ...Array.from({ length: 999 }, () => 401)]);
      expect(calls()).toBe(round);
    }
  }, 120_000);

  it("give 50 requests with one token and one Run-Key one run and one text", async () => {
    const servers = await Promise.all(
      ["key:", "key:"].map((prefix) => startServerProcess(redis.url, prefix, REDIS_TIMING)),
    );
    const token = (await servers[0]?.token()) ?? "";
    const { headers } = newRunKey();
    const texts = Array.from({ length: 50 }, async (_, i) => {
      const response = await servers[i % 2]?.run(token, { pieces: 50, everyMs: 5 }, headers);
      return response?.text();
    });
    const expected = Array.from({ length: 50 }, (_, i) => `${i} 日本😀\n`).join("");
    expect(new Set(await Promise.all(texts))).toEqual(new Set([expected]));
    expect(servers.flatMap((server) => server.heard("called"))).toHaveLength(1);
  }, 30_000);
});
