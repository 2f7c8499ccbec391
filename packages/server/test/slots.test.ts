import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  memoryStore,
  type Store,
  type Workflow,
  type WorkflowServerOptions,
} from "../src/index.ts";
import { explain, handFed, newRunKey, refusal, says, setup, until, type Setup } from "./support.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const body = JSON.stringify({ topic: "tea" });
const limited = { status: 429, code: "rate_limited" };
const down = new Error("connection refused");
const retryMs = 2_000;

interface Unfreeable extends Setup {
  /** Whether places can't be freed. */
  isDown: boolean;
  frees: number;
}

/** A server with room for one run. */
function unfreeable(
  options: Partial<WorkflowServerOptions> = {},
  change: (store: Store) => Partial<Store> = () => ({}),
): Unfreeable {
  const memory = memoryStore();
  const fed = handFed();
  fed.push("text");
  const free = async (owner: string, placeId: string): Promise<void> => {
    made.frees++;
    if (made.isDown) throw down;
    return memory.slots.free(owner, placeId);
  };
  const store = { ...memory, slots: { ...memory.slots, free } };
  const limits = { concurrentRuns: 1 };
  const made: Unfreeable = {
    ...setup([explain, fed.workflow], {
      limits,
      store: { ...store, ...change(store) },
      ...options,
    }),
    isDown: true,
    frees: 0,
  };
  return made;
}

describe("a place that the store can't free", () => {
  it("is freed once it can, and told of once", async () => {
    const made = unfreeable();
    await (await made.run("explain", { body })).text();
    await until(() => made.frees === 1);
    await vi.advanceTimersByTimeAsync(2 * retryMs);
    expect(made.frees).toBe(3);
    expect(await refusal(await made.run("explain", { body }))).toEqual(limited);
    expect(made.errors).toEqual([down]);

    made.isDown = false;
    await vi.advanceTimersByTimeAsync(retryMs);
    expect((await made.run("explain", { body })).status).toBe(200);
    await until(() => made.frees === 5);
    await vi.advanceTimersByTimeAsync(10 * retryMs);
    expect(made.frees).toBe(5);
  });

  it("is given up when it has ended by itself, a minute after the longest run", async () => {
    const made = unfreeable({ maxRunMs: 1_000 });
    await (await made.run("explain", { body })).text();
    await until(() => made.frees === 1);
    await vi.advanceTimersByTimeAsync(61_000);
    const { frees } = made;
    expect(frees).toBeGreaterThan(25);
    await vi.advanceTimersByTimeAsync(10 * retryMs);
    expect(made.frees).toBe(frees);
  });

  it("is freed too when its taking was heard of and not answered", async () => {
    let isLost = true;
    const made = unfreeable({}, ({ slots }) => ({
      slots: {
        ...slots,
        async take(...args) {
          const isTaken = await slots.take(...args);
          if (isLost) throw down;
          return isTaken;
        },
      },
    }));
    expect((await made.run("explain", { body })).status).toBe(503);
    isLost = false;
    expect(await refusal(await made.run("explain", { body }))).toEqual(limited);
    made.isDown = false;
    await vi.advanceTimersByTimeAsync(retryMs);
    expect((await made.run("explain", { body })).status).toBe(200);
  });

  it("is not the place of a second try at the same run", async () => {
    let fails = true;
    const made = unfreeable({ limits: { concurrentRuns: 2 } }, ({ tokens }) => ({
      tokens: {
        ...tokens,
        async take(hash) {
          if (fails) throw down;
          return tokens.take(hash);
        },
      },
    }));
    const { headers } = newRunKey();
    expect((await made.run("fed", { headers })).status).toBe(503);
    fails = false;
    expect((await made.run("fed", { headers })).status).toBe(200);
    made.isDown = false;
    await vi.advanceTimersByTimeAsync(retryMs);
    expect((await made.run("explain", { body })).status).toBe(200);
    made.isDown = true;
    await (await made.run("explain", { body })).text();
    await until(() => made.frees > 3);
    expect(await refusal(await made.run("explain", { body }))).toEqual(limited);
  });
});

describe("a workflow that ignores its signal", () => {
  it("keeps its place until it has returned, so that no more of them run than may", async () => {
    const returns: (() => void)[] = [];
    const deaf: Workflow = {
      ...says("deaf"),
      async *run() {
        yield "begun";
        await new Promise<void>((resolve) => returns.push(resolve));
      },
    };
    const { run, call, reports } = setup([deaf], { limits: { concurrentRuns: 2 } });
    const start = async (): Promise<number> => {
      const { headers, id } = newRunKey();
      const answer = await run("deaf", { headers });
      if (answer.status === 200) await call(`/runs/${id}`, { method: "DELETE", headers });
      return answer.status;
    };
    expect([await start(), await start(), await start()]).toEqual([200, 200, 429]);
    await until(() => reports.length === 2);
    returns[0]?.();
    expect([await start(), await start()]).toEqual([200, 429]);
    expect(returns).toHaveLength(3);
  });

  it("and never returns gives its place up a minute after the longest run", async () => {
    const hung: Workflow = {
      ...says("hung"),
      async *run() {
        yield "begun";
        await new Promise(() => {});
      },
    };
    const limits = { concurrentRuns: 1 };
    const { run, call } = setup([hung], { limits, maxRunMs: 5_000 });
    const { headers, id } = newRunKey();
    await run("hung", { headers });
    await call(`/runs/${id}`, { method: "DELETE", headers });
    await vi.advanceTimersByTimeAsync(64_000);
    expect(await refusal(await run("hung"))).toEqual(limited);
    await vi.advanceTimersByTimeAsync(1_500);
    expect((await run("hung")).status).toBe(200);
  });
});
