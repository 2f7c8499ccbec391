import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBroken, type Ask } from "../support/brokenReader.ts";
import { startServerProcess, type ServerProcess } from "../support/processes.ts";
import { lineOf, randomOf, randomPieces } from "../support/randomRun.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { fastTiming } from "../support/redisStores.ts";
import { asEvents, newRunKey } from "../support.ts";

const PIECES = 120;

describeWithRedis("text and parts of two processes on one Redis", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  function two(): Promise<[ServerProcess, ServerProcess]> {
    const start = (): Promise<ServerProcess> => startServerProcess(redis.url, "two:", fastTiming);
    return Promise.all([start(), start()]);
  }

  /** Begins a run in the first process, and asks for it anywhere, or in the second alone. */
  async function begun(
    [one, other]: readonly [ServerProcess, ServerProcess],
    seed: number,
    everyMs: number,
  ): Promise<{ anywhere: Ask; elsewhere: Ask }> {
    const { id, headers: key } = newRunKey();
    const headers = { ...key, ...asEvents };
    const inputs = { seed, pieces: PIECES, everyMs };
    const response = await one.run(await one.token(), inputs, headers, "random");
    await response.body?.cancel();
    const random = randomOf(seed);
    const ask = ({ base }: ServerProcess, query: string): Promise<Response> =>
      fetch(`${base}/runs/${id}/stream?${query}`, { headers });
    return {
      anywhere: (query) => ask(random() < 0.5 ? one : other, query),
      elsewhere: (query) => ask(other, query),
    };
  }

  it("come whole, each once, wherever and whenever the stream breaks", async () => {
    const processes = await two();
    const reads = [1, 2, 3, 4, 5, 6].map(async (seed) => {
      const { anywhere } = await begun(processes, seed, seed % 3);
      const had = await readBroken(anywhere, randomOf(seed + 7));
      expect(had.ending).toEqual({ type: "finish", finishReason: "stop" });
      expect(had.line).toBe(lineOf(randomPieces(seed, PIECES)));
      return had.connections;
    });
    const connections = await Promise.all(reads);
    expect(Math.max(...connections)).toBeGreaterThan(3);
  }, 60_000);

  describe("when the one that makes them is killed", () => {
    it("are stored as one beginning of both", async () => {
      const processes = await two();
      const { elsewhere } = await begun(processes, 8, 10);
      const reading = readBroken(elsewhere, randomOf(9));
      await sleep(400);
      processes[0].child.kill("SIGKILL");
      const had = await reading;
      expect(had.ending).toMatchObject({ type: "error", code: "producer_lost" });
      expect(had.parts).toBeGreaterThan(0);
      const whole = lineOf(randomPieces(8, PIECES));
      expect(had.line.length).toBeLessThan(whole.length);
      expect(whole.slice(0, had.line.length)).toBe(had.line);
      const again = await readBroken(elsewhere, () => 0.1);
      expect(again).toMatchObject({ line: had.line, bytes: had.bytes, parts: had.parts });
    }, 60_000);
  });
});
