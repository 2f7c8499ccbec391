import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/index.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { REDIS_TIMING } from "../../src/store/redis/timing.ts";
import { fastTiming, openClient, openStore } from "../support/redisStores.ts";
import { at, shown, textEntry } from "../support/entries.ts";

const claim = (owner: string) => ({ owner, workflowId: "w", secretHash: "h" });

describeWithRedis("two machines on one Redis", () => {
  let redis: RedisServer;
  let prefixes = 0;
  let prefix = "";
  let here: Store;
  let there: Store;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    prefix = `p${prefixes++}:`;
    here = openStore(redis.url, { prefix });
    there = openStore(redis.url, { prefix });
  });

  async function begin(store = here, onCancel = (): void => {}): Promise<void> {
    await store.runs.reserve("run", claim("a"), 10_000);
    expect(await store.runs.begin("run", claim("a"), onCancel, 60_000)).toBe(true);
  }
  async function textThere(byteOffset = 0, maxBytes = Infinity, waitMs = 0): Promise<string> {
    const slice = await there.runs.read("run", at(byteOffset), { maxBytes, waitMs });
    return shown(slice?.entries);
  }

  it("use a token up once", async () => {
    await here.tokens.put("hash", { workflowId: "w" }, 60);
    const taken = await Promise.all(
      Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? here : there).tokens.take("hash")),
    );
    expect(taken.filter(Boolean)).toEqual([{ workflowId: "w" }]);
  });

  it("give an id to one", async () => {
    const standing = await Promise.all([
      here.runs.reserve("run", claim("a"), 1_000),
      there.runs.reserve("run", claim("b"), 1_000),
    ]);
    expect(standing.filter(Boolean)).toHaveLength(1);
  });

  describe("text", () => {
    // Neither a batch nor a poll can be what brings the text here.
    const patient = { ...REDIS_TIMING, batchMs: 1e6, pollEveryMs: 1e6 };

    it("is there with its first byte, and then in pieces of 1 KB, without waiting", async () => {
      here = openStore(redis.url, { prefix, timing: patient });
      there = openStore(redis.url, { prefix, timing: patient });
      await begin();
      const first = textThere(0, 100, 10_000);
      await sleep(100);
      const saidAt = performance.now();
      await here.runs.append("run", textEntry("first"));
      expect(await first).toBe("first");
      expect(performance.now() - saidAt).toBeLessThan(1_000);
      for (let i = 0; i < 11; i++) await here.runs.append("run", textEntry("x".repeat(100)));
      expect((await textThere(5, 4_096, 10_000)).length).toBeGreaterThanOrEqual(1_000);
    });

    it("is found without its message, by looking", async () => {
      there = openStore(redis.url, { prefix, timing: fastTiming });
      const client = await openClient(redis.url);
      await begin();
      const waiting = textThere(0, 100, 10_000);
      await sleep(100);
      await client.set(`${prefix}text:{run}`, "silent", { expiration: { type: "EX", value: 60 } });
      expect(await waiting).toBe("silent");
    });

    it("is stored in batches: many small pieces cost few writes", async () => {
      const client = await openClient(redis.url);
      const calls = async (): Promise<number> =>
        Number(/cmdstat_evalsha:calls=(\d+)/.exec(await client.info("commandstats"))?.[1] ?? 0);
      await begin();
      await here.runs.append("run", textEntry("."));
      await sleep(60);
      const before = await calls();
      const saidAt = performance.now();
      for (let i = 0; i < 100; i++) {
        await here.runs.append("run", textEntry("."));
        await sleep(2);
      }
      await sleep(60);
      const written = (await calls()) - before;
      const batches = (performance.now() - saidAt) / 50;
      expect(await textThere()).toBe(".".repeat(101));
      expect(written).toBeLessThanOrEqual(Math.ceil(batches) + 1);
      expect(written).toBeLessThan(50);
    });

    it("that a failover has lost is sent again", async () => {
      const client = await openClient(redis.url);
      await begin();
      await here.runs.append("run", textEntry("one two "));
      await sleep(100);
      await client.set(`${prefix}text:{run}`, "one", { expiration: "KEEPTTL" });
      await here.runs.append("run", textEntry("three"));
      await here.runs.finish("run", { status: "done" }, 60_000);
      expect(await textThere()).toBe("one two three");
    });

    it("is never cut inside a character, however little is asked for", async () => {
      const text = "aé日😀z\u{10FFFF}";
      await begin();
      await here.runs.append("run", textEntry(text));
      await here.runs.finish("run", { status: "done" }, 60_000);
      for (const maxBytes of [0, 1, 2, 3, 4, 5, 7, 11]) {
        let read = "";
        while (Buffer.byteLength(read) < Buffer.byteLength(text)) {
          const piece = await textThere(Buffer.byteLength(read), maxBytes);
          expect(piece).not.toBe("");
          expect(piece).not.toContain("\uFFFD");
          read += piece;
        }
        expect(read).toBe(text);
      }
    });

    it("of many megabytes arrives whole", async () => {
      await begin();
      const piece = textEntry("日本語".repeat(2_000));
      for (let i = 0; i < 300; i++) await here.runs.append("run", piece);
      await here.runs.finish("run", { status: "done" }, 60_000);
      const run = await there.runs.get("run");
      expect(run).toMatchObject({ status: "done", bytes: 300 * piece.bytes.length });
      expect(await textThere()).toBe("日本語".repeat(2_000 * 300));
    });
  });

  it("see an end with all the text before it, in one step", async () => {
    await begin();
    await here.runs.append("run", textEntry("one "));
    await here.runs.append("run", textEntry("two"));
    await here.runs.finish("run", { status: "done", usage: { totalTokens: 7 } }, 60_000);
    const slice = await there.runs.read("run", at(0), { maxBytes: 100, waitMs: 0 });
    expect(shown(slice?.entries)).toBe("one two");
    expect(slice?.run).toMatchObject({ status: "done", bytes: 7, usage: { totalTokens: 7 } });
  });

  describe("a cancel from the other machine", () => {
    it("reaches the producer well within a second, once", async () => {
      let cancels = 0;
      let heardAt = 0;
      await begin(here, () => {
        cancels++;
        heardAt = performance.now();
      });
      await here.runs.append("run", textEntry("x"));
      const saidAt = performance.now();
      await there.runs.cancel("run", 60_000);
      await expect.poll(() => cancels).toBe(1);
      expect(heardAt - saidAt).toBeLessThan(1_000);
      expect(await here.runs.append("run", textEntry("y"))).toBe(false);
      expect(await here.runs.finish("run", { status: "done" }, 60_000)).toBe(false);
      for (const store of [here, there]) {
        expect(await store.runs.get("run")).toMatchObject({ status: "aborted" });
      }
      expect(cancels).toBe(1);
    });

    it("is heard with the next write when its message was lost", async () => {
      const client = await openClient(redis.url);
      let cancels = 0;
      await begin(here, () => cancels++);
      await here.runs.append("run", textEntry("x"));
      await client.hSet(`${prefix}run:{run}`, "status", "aborted");
      await here.runs.append("run", textEntry("y"));
      await expect.poll(() => cancels).toBe(1);
      expect(await textThere()).toBe("x");
    });

    it("from the producer's own machine stores the text so far", async () => {
      await begin();
      await here.runs.append("run", textEntry("one "));
      await here.runs.append("run", textEntry("two"));
      await here.runs.cancel("run", 60_000);
      expect(await there.runs.get("run")).toMatchObject({ status: "aborted", bytes: 7 });
    });
  });

  it("count readers together", async () => {
    await begin();
    expect(await here.runs.attendedForMs("run")).toBe(0);
    expect(await there.runs.attend("run", 30_000)).toBe(true);
    const leftMs = await here.runs.attendedForMs("run");
    expect(leftMs).toBeGreaterThan(29_000);
    expect(leftMs).toBeLessThanOrEqual(30_000);
    await here.runs.finish("run", { status: "done" }, 60_000);
    expect(await there.runs.attend("run", 30_000)).toBe(false);
  });

  describe("a lease that lapses", () => {
    it("ends the run as producer_lost for all others, with the text that is stored", async () => {
      const lost = openStore(redis.url, { prefix, timing: { ...fastTiming, renewEveryMs: 1e6 } });
      await begin(lost);
      await lost.runs.append("run", textEntry("stored"));
      await sleep(100);
      const slice = await there.runs.read("run", at(6), { maxBytes: 10, waitMs: 10_000 });
      expect(slice?.run).toMatchObject({
        status: "failed",
        bytes: 6,
        failure: { code: "producer_lost" },
      });
    });

    const ahead = async (): Promise<void> => {
      const client = await openClient(redis.url);
      await client.hIncrBy(`${prefix}run:{run}`, "lease", -20_000);
    };
    const statusThere = async (): Promise<string | undefined> =>
      (await there.runs.get("run"))?.status;

    it("by a clock that jumped ahead ends nothing while its owner writes", async () => {
      const alive = openStore(redis.url, { prefix, timing: fastTiming });
      await begin(alive);
      await alive.runs.append("run", textEntry("stored "));
      await sleep(100);
      await ahead();
      for (let i = 0; i < 15; i++) {
        expect(await statusThere()).toBe("running");
        await sleep(100);
      }
      await alive.runs.append("run", textEntry("and more"));
      expect(await alive.runs.finish("run", { status: "done" }, 60_000)).toBe(true);
      expect(await there.runs.get("run")).toMatchObject({ status: "done", bytes: 15 });
    });

    it("is waited for once more by each clock, and then no more", async () => {
      const lost = openStore(redis.url, { prefix, timing: { ...fastTiming, renewEveryMs: 1e6 } });
      await begin(lost);
      await ahead();
      expect(await statusThere()).toBe("running");
      await sleep(700);
      const client = await openClient(redis.url);
      await client.hSet(`${prefix}run:{run}`, "clock", "another");
      expect(await statusThere()).toBe("running");
      await sleep(700);
      expect(await statusThere()).toBe("failed");
      // What was told stays so, whoever comes back.
      await lost.runs.append("run", textEntry("late"));
      await sleep(100);
      expect(await there.runs.get("run")).toMatchObject({ status: "failed", bytes: 0 });
    });

    it("long ago is forgotten when its owner writes before anyone looks twice", async () => {
      const timing = { ...fastTiming, leaseMs: 400, renewEveryMs: 1e6 };
      const slow = openStore(redis.url, { prefix, timing });
      await begin(slow);
      await slow.runs.append("run", textEntry("stored "));
      await sleep(600);
      expect(await statusThere()).toBe("running");
      await sleep(700);
      await slow.runs.append("run", textEntry("late"));
      await sleep(150);
      expect(await textThere()).toBe("stored late");
      expect(await statusThere()).toBe("running");
    });

    it("wakes nobody before it lapses, while it is renewed", async () => {
      const alive = openStore(redis.url, { prefix, timing: fastTiming });
      await begin(alive);
      await alive.runs.append("run", textEntry("stored"));
      const slice = await there.runs.read("run", at(6), { maxBytes: 10, waitMs: 2_500 });
      expect(slice?.run.status).toBe("running");
    });

    it("leaves the one who lost it writing for its own readers alone", async () => {
      const errors: unknown[] = [];
      const timing = { ...fastTiming, leaseMs: 300, renewEveryMs: 1e6 };
      const zombie = openStore(redis.url, { prefix, timing, onError: (e) => void errors.push(e) });
      await begin(zombie);
      await zombie.runs.append("run", textEntry("stored "));
      await expect.poll(async () => (await there.runs.get("run"))?.status).toBe("failed");
      expect(await zombie.runs.append("run", textEntry("late"))).toBe(true);
      await expect.poll(() => errors.length).toBe(1);
      expect(String(errors[0])).toContain("run went on here, but is stored as failed");
      expect(await textThere()).toBe("stored ");

      expect(await zombie.runs.finish("run", { status: "done" }, 60_000)).toBe(true);
      const slice = await zombie.runs.read("run", at(0), { maxBytes: 100, waitMs: 0 });
      expect(shown(slice?.entries)).toBe("stored late");
      expect(slice?.run.status).toBe("done");
      expect(await there.runs.get("run")).toMatchObject({ status: "failed", bytes: 7 });
    });

    it("frees no id: another owner can't begin, and a late writer does not touch its run", async () => {
      const timing = { ...fastTiming, leaseMs: 200, lapsedMs: 50, renewEveryMs: 1e6 };
      const zombie = openStore(redis.url, { prefix, timing });
      await zombie.runs.begin("run", claim("a"), () => {}, 400);
      await zombie.runs.append("run", textEntry("old"));
      await sleep(300);
      expect(await there.runs.begin("run", claim("b"), () => {}, 60_000)).toBe(false);
      await sleep(100);
      expect(await there.runs.begin("run", claim("b"), () => {}, 60_000)).toBe(false);
      await sleep(500);
      expect(await there.runs.begin("run", claim("b"), () => {}, 60_000)).toBe(true);
      await there.runs.append("run", textEntry("new"));
      await zombie.runs.append("run", textEntry(" text"));
      await sleep(100);
      const client = await openClient(redis.url);
      expect(await client.get(`${prefix}text:{run}`)).toBe("new");
    });
  });

  it("a begin whose answer was lost is given back, and the id is free", async () => {
    await here.runs.reserve("run", claim("a"), 10_000);
    // What `here` began, `there` never heard of: for it this is a run that may have begun.
    await here.runs.begin("run", claim("a"), () => {}, 60_000);
    await there.runs.release("run", "b");
    expect(await there.runs.get("run")).toMatchObject({ status: "running" });
    await there.runs.release("run", "a");
    expect(await there.runs.get("run")).toBeUndefined();
  });
});
