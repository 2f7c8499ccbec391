import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { memoryRates } from "../src/store/memoryRates.ts";
import { memorySlots } from "../src/store/memorySlots.ts";
import type { RateCounter } from "../src/store/rates.ts";
import type { SlotStore } from "../src/store/slots.ts";
import { redisRates } from "../src/store/redis/rates.ts";
import { redisSlots } from "../src/store/redis/slots.ts";
import { describeWithRedis, startRedis, type RedisServer } from "./support/redisServer.ts";

let keys = 0;
const newKey = (): string => `key ${++keys}: {x}`;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What limits rest on, whatever keeps the counts. */
function describeCounts(name: string, make: () => { rates: RateCounter; slots: SlotStore }): void {
  describe(`counts in ${name}`, () => {
    it("of a window go up by one, however many come at once", async () => {
      const { rates } = make();
      const [key, other] = [newKey(), newKey()];
      const hits = await Promise.all(Array.from({ length: 200 }, () => rates.hit(key, 60)));
      const counts = hits.map(({ count }) => count).sort((a, b) => a - b);
      expect(counts).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
      for (const { resetMs } of hits) {
        expect(resetMs).toBeGreaterThan(55_000);
        expect(resetMs).toBeLessThanOrEqual(60_000);
      }
      expect((await rates.hit(other, 60)).count).toBe(1);
      rates.close();
    });

    it("begin again when their window has ended, which no hit moves", async () => {
      const { rates } = make();
      const key = newKey();
      await rates.hit(key, 1);
      await pause(500);
      expect((await rates.hit(key, 1)).resetMs).toBeLessThanOrEqual(510);
      await pause(560);
      expect((await rates.hit(key, 1)).count).toBe(1);
      rates.close();
    });
  });

  describe(`places in ${name}`, () => {
    it("are as many as the limit, however many come at once", async () => {
      const { slots } = make();
      const owner = newKey();
      const takes = Array.from({ length: 50 }, (_, i) => slots.take(owner, `run_${i}`, 7, 60_000));
      const taken = await Promise.all(takes);
      expect(taken.filter(Boolean)).toHaveLength(7);
      const stands = taken.findIndex(Boolean);
      expect(await slots.take(owner, `run_${stands}`, 7, 60_000)).toBe(true);
      expect(await slots.take(newKey(), "run_x", 7, 60_000)).toBe(true);
    });

    it("are known to be free or taken before one is taken", async () => {
      const { slots } = make();
      const owner = newKey();
      expect(await slots.hasRoom(owner, 1)).toBe(true);
      await slots.take(owner, "run_a", 2, 60_000);
      expect(await slots.hasRoom(owner, 1)).toBe(false);
      expect(await slots.hasRoom(owner, 2)).toBe(true);
      expect(await slots.hasRoom(newKey(), 1)).toBe(true);
      await slots.free(owner, "run_a");
      expect(await slots.hasRoom(owner, 1)).toBe(true);
    });

    it("are free again when they are given back, once", async () => {
      const { slots } = make();
      const owner = newKey();
      expect(await slots.take(owner, "run_a", 1, 60_000)).toBe(true);
      await slots.free(owner, "run_b");
      expect(await slots.take(owner, "run_b", 1, 60_000)).toBe(false);
      await slots.free(owner, "run_a");
      await slots.free(owner, "run_a");
      expect(await slots.take(owner, "run_b", 1, 60_000)).toBe(true);
      expect(await slots.take(owner, "run_c", 1, 60_000)).toBe(false);
    });
  });
}

describeCounts("memory", () => ({ rates: memoryRates(), slots: memorySlots() }));

describe("counts in memory", () => {
  it("are kept for so many keys and no more: the oldest window goes", async () => {
    const rates = memoryRates(3);
    for (const key of ["a", "b", "c", "a", "a"]) await rates.hit(key, 60);
    await rates.hit("d", 60);
    expect((await rates.hit("b", 60)).count).toBe(2);
    expect((await rates.hit("a", 60)).count).toBe(1);
    rates.close();
  });

  it("leave no timer behind, however many keys came", async () => {
    vi.useFakeTimers();
    const rates = memoryRates(100);
    for (let i = 0; i < 10_000; i++) await rates.hit(`key ${i}`, 60);
    expect(vi.getTimerCount()).toBe(100);
    rates.close();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describeWithRedis("on Redis", () => {
  let redis: RedisServer;
  const client = createClient({ socket: { host: "127.0.0.1", port: 1 } });
  let connected: typeof client;

  beforeAll(async () => {
    redis = await startRedis();
    connected = createClient({ url: redis.url }) as typeof client;
    await connected.connect();
  });
  afterAll(async () => {
    await connected.close();
    await redis.stop();
  });

  const make = (): { rates: RateCounter; slots: SlotStore } => ({
    rates: redisRates(connected, "test:"),
    slots: redisSlots(connected, "test:"),
  });
  describeCounts("Redis", make);

  it("counts and places are shared by all processes", async () => {
    const key = newKey();
    await make().rates.hit(key, 60);
    expect((await make().rates.hit(key, 60)).count).toBe(2);
    await make().slots.take(key, "run_a", 1, 60_000);
    expect(await make().slots.take(key, "run_b", 1, 60_000)).toBe(false);
  });

  it("a place whose process died is free after its time", async () => {
    const { slots } = make();
    const owner = newKey();
    await slots.take(owner, "run_a", 1, 300);
    await pause(200);
    expect(await slots.take(owner, "run_b", 2, 300)).toBe(true);
    expect(await slots.hasRoom(owner, 2)).toBe(false);
    await pause(150);
    expect(await slots.hasRoom(owner, 2)).toBe(true);
    expect(await slots.take(owner, "run_c", 2, 300)).toBe(true);
    expect(await slots.take(owner, "run_d", 2, 300)).toBe(false);
  });

  it("every key has an end", async () => {
    const { rates, slots } = make();
    await rates.hit(newKey(), 60);
    await slots.take(newKey(), "run_a", 1, 60_000);
    const names = await connected.keys("test:*");
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(await connected.pTTL(name)).toBeGreaterThan(0);
  });

  it("what can't be counted is an error, at once", async () => {
    await expect(redisRates(client, "test:").hit("x", 60)).rejects.toThrow("not ready");
  });
});
