import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REDIS_TIMING } from "../../src/store/redis/timing.ts";
import { startServerProcess, type ServerProcess } from "../support/processes.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { fastTiming, openClient } from "../support/redisStores.ts";
import { asEvents, newRunKey, parseEvents, textOf } from "../support.ts";

// The lease is 15 s; these runs take a tenth of that, unless they are asked to take their time.
const isReal = process.env.REAL_LEASE !== undefined;
const timing = isReal ? REDIS_TIMING : fastTiming;
const { leaseMs } = timing;

function tell(figure: string): void {
  if (isReal) console.log(figure);
}

describeWithRedis("a producer that is lost", () => {
  let redis: RedisServer;
  let prefixes = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  interface Scene {
    readonly producer: ServerProcess;
    readonly other: ServerProcess;
    readonly prefix: string;
    readonly id: string;
    readonly headers: Record<string, string>;
    /** The stream as the other process gives it. */
    readonly elsewhere: Promise<string>;
    /** The stream as the producer's process gives it. */
    readonly local: Promise<string>;
  }

  async function running(): Promise<Scene> {
    const prefix = `lost${prefixes++}:`;
    const [producer, other] = await Promise.all([
      startServerProcess(redis.url, prefix, timing),
      startServerProcess(redis.url, prefix, timing),
    ]);
    const { id, headers: key } = newRunKey();
    const headers = { ...key, ...asEvents };
    const inputs = { pieces: 2_000, everyMs: 20 };
    const posted = await producer.run(await producer.token(), inputs, headers);
    const local = posted.text();
    local.catch(() => {});
    const resumed = await fetch(`${other.base}/runs/${id}/stream`, { headers });
    const elsewhere = resumed.text();
    await sleep(600);
    return { producer, other, prefix, id, headers, elsewhere, local };
  }

  async function storedText({ prefix, id }: Scene): Promise<string> {
    const client = await openClient(redis.url);
    return (await client.get(`${prefix}text:{${id}}`)) ?? "";
  }

  describe("for good, by kill -9", () => {
    it("leaves readers elsewhere all that is stored, and then producer_lost", async () => {
      const scene = await running();
      scene.producer.child.kill("SIGKILL");
      const killedAt = performance.now();
      const events = parseEvents(await scene.elsewhere);
      const tookMs = performance.now() - killedAt;
      expect(events.at(-2)?.data).toMatchObject({ type: "error", code: "producer_lost" });
      expect(tookMs).toBeLessThan(leaseMs + 5_000);
      tell(`producer_lost ${Math.round(tookMs)} ms after kill -9, lease ${leaseMs} ms`);
      const text = await storedText(scene);
      expect(text.length).toBeGreaterThan(100);
      expect(textOf(events)).toBe(text);
      const url = `${scene.other.base}/runs/${scene.id}`;
      const status = await fetch(url, { headers: scene.headers });
      expect(await status.json()).toMatchObject({
        status: "failed",
        bytes: Buffer.byteLength(text),
        error: { code: "producer_lost" },
      });
    }, 60_000);
  });

  describe("for a while, by SIGSTOP", () => {
    it("writes no more when it comes back; its own readers still get its text", async () => {
      const scene = await running();
      scene.producer.child.kill("SIGSTOP");
      await sleep(leaseMs * 2);
      const events = parseEvents(await scene.elsewhere);
      expect(events.at(-2)?.data).toMatchObject({ type: "error", code: "producer_lost" });
      const before = await storedText(scene);
      expect(textOf(events)).toBe(before);

      scene.producer.child.kill("SIGCONT");
      await expect
        .poll(() => scene.producer.heard("error").map(({ message }) => message), { timeout: 5_000 })
        .toContainEqual(expect.stringContaining("is stored as failed"));
      await sleep(1_000);
      expect(await storedText(scene)).toBe(before);

      const status = await fetch(`${scene.other.base}/runs/${scene.id}`, {
        headers: scene.headers,
      });
      expect(await status.json()).toMatchObject({ status: "failed" });
      await fetch(`${scene.producer.base}/runs/${scene.id}`, {
        method: "DELETE",
        headers: scene.headers,
      });
      const local = textOf(parseEvents(await scene.local));
      expect(local.startsWith(before)).toBe(true);
      expect(local.length).toBeGreaterThan(before.length);
    }, 90_000);
  });

  it("is not one that is cancelled from the other process: it hears of that within a second", async () => {
    const scene = await running();
    const url = `${scene.other.base}/runs/${scene.id}`;
    const saidAt = performance.now();
    expect((await fetch(url, { method: "DELETE", headers: scene.headers })).status).toBe(204);
    await expect.poll(() => scene.producer.heard("aborted").length).toBe(1);
    const tookMs = (scene.producer.heard("aborted")[0]?.atMs ?? Infinity) - saidAt;
    expect(tookMs).toBeLessThan(1_000);
    tell(`a cancel reached the other process in ${Math.round(tookMs)} ms`);
    for (const body of [scene.local, scene.elsewhere]) {
      expect(parseEvents(await body).at(-2)?.data).toEqual({ type: "abort" });
    }
  }, 30_000);
});
