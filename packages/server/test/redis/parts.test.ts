import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/index.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { redisKeys } from "../../src/store/redis/keys.ts";
import { sharedRuns, type SharedRuns } from "../../src/store/redis/sharedRuns.ts";
import { REDIS_TIMING } from "../../src/store/redis/timing.ts";
import { createWatchdog } from "../../src/store/redis/watchdog.ts";
import type { Ask } from "../support/brokenReader.ts";
import { at, partEntry, shown, textEntry } from "../support/entries.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { fastTiming, keysWithoutExpiry, openClient, openStore } from "../support/redisStores.ts";
import { asEvents, handFed, newRunKey, parseEvents, setup } from "../support.ts";

const claim = { owner: "a", workflowId: "w", secretHash: "h" };
const nothing = (): void => {};

describeWithRedis("parts on Redis", () => {
  let redis: RedisServer;
  let prefixes = 0;
  let prefix = "";
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    prefix = `parts${prefixes++}:`;
  });

  /** The run as it is stored, read in one piece. */
  async function stored(store: Pick<Store, "runs">): Promise<string> {
    const slice = await store.runs.read("run", at(0), { maxBytes: 1e6, waitMs: 0 });
    return shown(slice?.entries);
  }

  describe("a write", () => {
    let shared: SharedRuns;
    beforeEach(async () => {
      const client = await openClient(redis.url);
      const watchdog = createWatchdog(nothing, REDIS_TIMING.silenceMs);
      const connection = createConnection(client, 2_000, watchdog);
      shared = sharedRuns(connection, redisKeys(prefix), REDIS_TIMING, "process");
      expect(await shared.begin("run", claim, 60_000)).toBe(true);
    });
    const all = async (): Promise<string> => shown((await shared.read("run", at(0), 1e6))?.entries);
    const log = [partEntry('"one"'), textEntry("日本"), partEntry('"two"')];

    it("is stored once, however often it is sent", async () => {
      const write = { owner: "a", from: at(0), entries: log };
      for (let i = 0; i < 3; i++) expect(await shared.write("run", write)).toEqual(at(6, 2));
      expect(await all()).toBe('["one"]日本["two"]');
    });

    it.each([
      ["bytes that are not stored", at(7, 2)],
      ["parts that are not stored", at(6, 3)],
      ["fewer bytes", at(0, 2)],
      ["fewer parts", at(6, 1)],
    ])("behind %s adds nothing, and ends nothing", async (_what, from) => {
      await shared.write("run", { owner: "a", from: at(0), entries: log });
      const end = { ending: { status: "done" }, keepMs: 1_000 } as const;
      const entries = [textEntry("x"), partEntry('"x"')];
      expect(await shared.write("run", { owner: "a", from, entries, end })).toEqual(at(6, 2));
      expect(await all()).toBe('["one"]日本["two"]');
      expect((await shared.read("run", at(0), 0))?.run.status).toBe("running");
    });

    it("of another owner adds nothing", async () => {
      const write = { owner: "b", from: at(0), entries: log };
      expect(await shared.write("run", write)).toBe("gone");
      expect(await all()).toBe("");
    });

    it("takes as many parts as fit into one", async () => {
      const smallest = '{"type":"reasoning","text":"a"}';
      const many = Array.from({ length: Math.ceil((64 * 1024) / smallest.length) }, () =>
        partEntry(smallest),
      );
      const end = { ending: { status: "done" }, keepMs: 60_000 } as const;
      await shared.write("run", { owner: "a", from: at(0), entries: many, end });
      expect((await shared.read("run", at(0), 0))?.run).toMatchObject({ parts: many.length });
      expect(await shared.partsBefore("run", 1)).toBe(many.length);
    });
  });

  it("expire like the rest of their run, whichever comes first", async () => {
    const orders = [
      [textEntry("text"), partEntry('"part"')],
      [partEntry('"part"'), textEntry("text")],
    ];
    for (const [index, [first, second]] of orders.entries()) {
      const store = openStore(redis.url, { prefix: `${prefix}${index}:` });
      await store.runs.begin("run", claim, nothing, 60_000);
      for (const entry of [first!, second!]) {
        await store.runs.append("run", entry);
        const kind = entry.kind === "text" ? "text" : "parts";
        const client = await openClient(redis.url);
        await expect.poll(() => client.exists(`${prefix}${index}:${kind}:{run}`)).toBe(1);
        expect(await keysWithoutExpiry(redis.url)).toEqual([]);
      }
      await store.runs.finish("run", { status: "done" }, 60_000);
      expect(await keysWithoutExpiry(redis.url)).toEqual([]);
    }
  });

  it("of a process that was given up are not added to what is stored", async () => {
    const timing = { ...fastTiming, leaseMs: 300, renewEveryMs: 1e6 };
    const zombie = openStore(redis.url, { prefix, timing });
    const there = openStore(redis.url, { prefix });
    await zombie.runs.begin("run", claim, nothing, 60_000);
    for (const entry of [partEntry('"stored"'), textEntry("stored")]) {
      await zombie.runs.append("run", entry);
    }
    await expect.poll(async () => (await there.runs.get("run"))?.status).toBe("failed");
    const before = await stored(there);
    for (const entry of [partEntry('"late"'), textEntry("late")]) {
      await zombie.runs.append("run", entry);
    }
    await zombie.runs.finish("run", { status: "done" }, 60_000);
    expect(await stored(there)).toBe(before);
    expect('["stored"]stored').toContain(before);
    expect(await stored(zombie)).toBe('["stored"]stored["late"]late');
  });

  it("keep a run whose beginner never heard that it had begun", async () => {
    const here = openStore(redis.url, { prefix });
    const there = openStore(redis.url, { prefix });
    await here.runs.begin("run", claim, nothing, 60_000);
    await here.runs.append("run", partEntry('"one"'));
    await expect.poll(() => stored(there)).toBe('["one"]');
    await there.runs.release("run", "a");
    expect(await there.runs.get("run")).toMatchObject({ status: "running", parts: 1 });
  });

  describe("a reader who is ahead of another machine", () => {
    const slow = { ...REDIS_TIMING, batchMs: 100, batchBytes: 1e6 };

    async function begun(): Promise<Ask> {
      const fed = handFed();
      const here = setup([fed.workflow], { store: openStore(redis.url, { prefix, timing: slow }) });
      const there = setup([fed.workflow], { store: openStore(redis.url, { prefix }) });
      const { id, headers } = newRunKey();
      fed.push({ type: "reasoning", text: "one" });
      const response = await here.run("fed", { headers: { ...headers, ...asEvents } });
      const known = openStore(redis.url, { prefix });
      await expect.poll(async () => (await known.runs.get(id))?.parts).toBe(1);
      fed.push({ type: "reasoning", text: "two" });
      fed.push("text");
      void response.body?.cancel();
      setTimeout(() => fed.end(), 300);
      return (query) =>
        there.call(`/runs/${id}/stream?${query}`, { headers: { ...headers, ...asEvents } });
    }

    it("is waited for: what comes to be stored meanwhile is no 409", async () => {
      const ask = await begun();
      const response = await ask("offset=4&parts=2");
      expect(response.status).toBe(200);
      expect(parseEvents(await response.text()).map(({ data }) => data)).not.toContainEqual(
        expect.objectContaining({ type: "reasoning-delta" }),
      );
    });

    it("gets a 409 after 250 ms, with what is stored then", async () => {
      const ask = await begun();
      const askedAt = performance.now();
      const response = await ask("offset=0&parts=3");
      expect(performance.now() - askedAt).toBeGreaterThan(240);
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ bytes: 4, parts: 2 });
    });
  });
});
