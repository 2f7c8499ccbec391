import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { memoryStore, StoreFullError, type Reservation, type Store } from "../../src/index.ts";
import { handFed, newRunKey, readerOf, refusal, says, setup } from "../support.ts";
import { describeStore } from "./contract.ts";
import type { LogEntry } from "../../src/store/log.ts";

const zeros = (count: number): LogEntry => ({ kind: "text", bytes: new Uint8Array(count) });

describe("on a fake clock", () => {
  beforeAll(() => {
    vi.useFakeTimers();
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  describeStore(
    "the memory store",
    async () => memoryStore(),
    (ms) => vi.advanceTimersByTimeAsync(ms),
  );

  it("forgets what expired without being asked, and then runs no timer", async () => {
    const store = memoryStore();
    await store.tokens.put("hash", {}, 1);
    await store.runs.reserve("run", { owner: "a", workflowId: null, secretHash: null }, 1_000);
    expect(vi.getTimerCount()).toBe(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

const claim: Reservation = { owner: "a", workflowId: "w", secretHash: null };

async function ended(store: Store, runId: string, bytes: number): Promise<void> {
  await store.runs.begin(runId, claim, () => {}, 1_000);
  await store.runs.append(runId, zeros(bytes));
  await store.runs.finish(runId, { status: "done" }, 60_000);
}

describe("a full memory store", () => {
  it("lets ended runs go, the oldest first, to take a new one", async () => {
    const store = memoryStore({ maxRuns: 3 });
    await store.runs.begin("running", claim, () => {}, 1_000);
    await ended(store, "first", 1);
    await ended(store, "second", 1);
    expect(await store.runs.reserve("new", claim, 1_000)).toBeUndefined();
    expect(await store.runs.get("first")).toBeUndefined();
    for (const id of ["running", "second", "new"]) expect(await store.runs.get(id)).toBeDefined();
    await store.close();
  });

  it("refuses a run when all are running", async () => {
    const store = memoryStore({ maxRuns: 1 });
    await store.runs.begin("running", claim, () => {}, 1_000);
    await expect(store.runs.reserve("new", claim, 1_000)).rejects.toThrow(StoreFullError);
    await store.close();
  });

  it("does not take a running run for the ended one whose id it has", async () => {
    const store = memoryStore({ maxRuns: 1 });
    await store.runs.begin("run", claim, () => {}, 1_000);
    await store.runs.finish("run", { status: "done" }, 0.001);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.runs.begin("run", claim, () => {}, 1_000);
    await expect(store.runs.reserve("new", claim, 1_000)).rejects.toThrow(StoreFullError);
    expect(await store.runs.get("run")).toMatchObject({ status: "running" });
    await store.close();
  });

  it("counts bytes: ended runs go first, then text is refused", async () => {
    const store = memoryStore({ maxBytes: 10_000 });
    await ended(store, "old", 4_000);
    await store.runs.begin("new", claim, () => {}, 1_000);
    await store.runs.append("new", zeros(4_000));
    expect(await store.runs.get("old")).toBeDefined();
    await store.runs.append("new", zeros(1_000));
    expect(await store.runs.get("old")).toBeUndefined();
    await expect(store.runs.append("new", zeros(8_000))).rejects.toThrow(StoreFullError);
    expect(await store.runs.get("new")).toMatchObject({ bytes: 5_000 });
    await store.close();
  });

  it("gives bytes back when a run is forgotten", async () => {
    const store = memoryStore({ maxBytes: 5_000 });
    for (let i = 0; i < 50; i++) {
      await store.runs.begin(`run${i}`, claim, () => {}, 1_000);
      await store.runs.append(`run${i}`, zeros(4_000));
      await store.runs.finish(`run${i}`, { status: "done" }, i % 2 === 0 ? 0.001 : 60_000);
    }
    await ended(store, "last", 4_000);
    expect(await store.runs.get("last")).toMatchObject({ bytes: 4_000 });
    await store.close();
  });

  it("counts tiny deltas for what they cost", async () => {
    const store = memoryStore({ maxBytes: 10_000 });
    await store.runs.begin("run", claim, () => {}, 1_000);
    let taken = 0;
    await expect(
      (async () => {
        for (; taken < 10_000; taken++) await store.runs.append("run", zeros(1));
      })(),
    ).rejects.toThrow(StoreFullError);
    expect(taken).toBeLessThan(10_000 / 8);
    await store.close();
  });

  it("refuses tokens over its cap", async () => {
    const store = memoryStore({ maxTokens: 1 });
    await store.tokens.put("a", {}, 60);
    await expect(store.tokens.put("b", {}, 60)).rejects.toThrow(StoreFullError);
    await store.close();
  });
});

describe("a full cache", () => {
  it("lets go what was not used for longest", async () => {
    const { cache, close } = memoryStore({ maxCacheBytes: 100 });
    for (const key of ["a", "b", "c"]) await cache.put(key, "x".repeat(15), 60);
    expect(await cache.get("a")).toBeDefined();
    await cache.put("d", "x".repeat(15), 60);
    expect(await cache.get("b")).toBeUndefined();
    for (const key of ["a", "c", "d"]) expect(await cache.get(key)).toBeDefined();
    await close();
  });

  it("does not take a text that is larger than all of it, nor keep the one before", async () => {
    const { cache, close } = memoryStore({ maxCacheBytes: 100 });
    await cache.put("a", "short", 60);
    await cache.put("a", "x".repeat(50), 60);
    expect(await cache.get("a")).toBeUndefined();
    await close();
  });
});

describe("a server on a full store", () => {
  it("answers 503, uses no token, and tells the operator", async () => {
    const fed = handFed();
    const store = memoryStore({ maxRuns: 1 });
    const { run, call, token, errors } = setup([fed.workflow], { store });
    fed.push("x");
    const { headers, id } = newRunKey();
    await run("fed", { headers });
    const value = await token();
    const refused = await run("fed", { token: value });
    expect(await refusal(refused)).toEqual({ status: 503, code: "store_unavailable" });
    expect(errors).toEqual([expect.any(StoreFullError)]);

    await call(`/runs/${id}`, { method: "DELETE", headers });
    fed.push("y");
    expect((await run("fed", { token: value })).status).toBe(200);
    await store.close();
  });

  it("ends a run whose text does not fit as too large", async () => {
    const store = memoryStore({ maxBytes: 5_000 });
    const { run, errors } = setup([says("say", "x".repeat(4_000), "y".repeat(4_000))], { store });
    await expect((await run("say")).text()).rejects.toThrow("ended as failed");
    expect(errors).toEqual([expect.any(StoreFullError)]);
    await store.close();
  });
});

it("ten stalled readers of a large run hold none of its text", async () => {
  const piece = "x".repeat(8_000);
  const { run } = setup([says("large", ...Array.from({ length: 1_000 }, () => piece))]);
  const { headers } = newRunKey();
  expect((await (await run("large", { headers })).text()).length).toBe(8_000_000);

  globalThis.gc?.();
  const before = process.memoryUsage();
  const readers = [];
  for (let i = 0; i < 10; i++) {
    const reader = readerOf(await run("large", { headers }));
    expect(await reader.read()).toBe(piece);
    readers.push(reader);
  }
  globalThis.gc?.();
  const after = process.memoryUsage();
  const grownBytes = after.heapUsed + after.external - before.heapUsed - before.external;
  // One buffered copy for each reader would be 80 MB.
  expect(grownBytes).toBeLessThan(8_000_000);
  for (const reader of readers) expect(await reader.read()).toBe(piece);
});
