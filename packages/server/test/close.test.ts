import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWorkflowServer, memoryStore } from "../src/index.ts";
import {
  asBackend,
  asEvents,
  explain,
  handFed,
  heldBody,
  newRunKey,
  parseEvents,
  readerOf,
  refusal,
  setup,
  until,
  type Setup,
} from "./support.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("close", () => {
  it("refuses new runs, uses no token, and still serves the runs that stand", async () => {
    const fed = handFed();
    const { server, run, call, token } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.push("one ");
    const response = await run("fed", { headers });
    const value = await token();

    let isClosed = false;
    const closed = server.close({ graceMs: 5_000 }).then(() => (isClosed = true));
    for (const refused of [
      await run("fed", { token: value }),
      await run("fed", { token: value, headers: newRunKey().headers }),
      await call("/run/fed", { method: "POST", headers: asBackend }),
      await call("/readyz"),
    ]) {
      expect(refused.headers.get("retry-after")).toBe("1");
      expect(await refusal(refused)).toEqual({ status: 503, code: "draining" });
    }
    const attached = await run("fed", { headers });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(isClosed).toBe(false);
    fed.push("two");
    fed.end();
    expect(await response.text()).toBe("one two");
    expect(await attached.text()).toBe("one two");
    await closed;
    expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject({ status: "done" });
  });

  it("ends what still runs after the grace period", async () => {
    const fed = handFed();
    const { server, run, reports } = setup([fed.workflow]);
    fed.push("begun");
    const response = await run("fed", { headers: { ...newRunKey().headers, ...asEvents } });
    const closed = server.close({ graceMs: 5_000 });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(fed.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await closed;
    expect(fed.signal?.aborted).toBe(true);
    expect(parseEvents(await response.text()).at(-2)?.data).toEqual({
      type: "error",
      errorText: "The server is shutting down.",
      code: "draining",
    });
    expect(reports).toMatchObject([{ status: "failed", errorCode: "draining" }]);
  });

  it("ends what still runs sooner where it is called again with a shorter grace period", async () => {
    const fed = handFed();
    const { server, run } = setup([fed.workflow]);
    fed.push("begun");
    await run("fed", { headers: newRunKey().headers });
    const closed = server.close({ graceMs: 300_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fed.signal?.aborted).toBe(false);
    const closedAgain = server.close({ graceMs: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect(fed.signal?.aborted).toBe(true);
    await Promise.all([closed, closedAgain]);
  });

  it("does not end it later where it is called again with a longer one", async () => {
    const fed = handFed();
    const { server, run } = setup([fed.workflow]);
    fed.push("begun");
    await run("fed", { headers: newRunKey().headers });
    const closed = server.close({ graceMs: 1_000 });
    const closedAgain = server.close({ graceMs: 300_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fed.signal?.aborted).toBe(true);
    await Promise.all([closed, closedAgain]);
  });

  it("ends a run that was let in just before it", async () => {
    const fed = handFed();
    const store = memoryStore();
    let isBeginning = false;
    let letIn = (): void => {};
    const gate = new Promise<void>((resolve) => (letIn = resolve));
    const runs = {
      ...store.runs,
      begin: async (...args: Parameters<typeof store.runs.begin>) => {
        isBeginning = true;
        await gate;
        return store.runs.begin(...args);
      },
    };
    const { server, run } = setup([fed.workflow], { store: { ...store, runs } });
    const response = run("fed", { headers: asEvents });
    await until(() => isBeginning);
    await server.close({ graceMs: 0 });
    letIn();
    expect(await refusal(await response)).toEqual({ status: 502, code: "draining" });
    await store.close();
  });

  it.each<[string, (server: Setup, init: RequestInit) => Promise<Response>]>([
    [
      "a token",
      async ({ call, token }, init) => call(`/run/fed/stream?token=${await token()}`, init),
    ],
    ["a secret key", ({ call }, init) => call("/run/fed", { ...init, headers: asBackend })],
  ])("refuses a request with %s whose body is still on its way", async (_what, post) => {
    const fed = handFed();
    const store = memoryStore();
    const take = vi.spyOn(store.tokens, "take");
    const made = setup([fed.workflow], { store });
    const held = heldBody();
    const response = post(made, held.init);
    await until(held.isAwaited);
    await made.server.close();
    held.send("{}");
    expect(await refusal(await response)).toEqual({ status: 503, code: "draining" });
    expect(take).not.toHaveBeenCalled();
    expect(fed.calls).toBe(0);
    await store.close();
  });

  it("leaves no timer behind, whatever was going on", async () => {
    const fed = handFed();
    const { server, run, call, token } = setup([explain, fed.workflow]);
    await token();
    fed.push("begun");
    const { headers, id } = newRunKey();
    const waiting = readerOf(await run("fed", { headers: { ...headers, ...asEvents } }));
    await waiting.read();
    await waiting.read();
    const read = waiting.read();
    const stalled = readerOf(await run("fed", { headers }));
    await stalled.read();
    await call(`/runs/${newRunKey().id}`, { method: "DELETE", headers: newRunKey().headers });
    await run("explain", { body: "{}" });
    expect(vi.getTimerCount()).toBeGreaterThan(3);

    const closed = server.close({ graceMs: 1 });
    await vi.advanceTimersByTimeAsync(1);
    await closed;
    await read;
    expect(vi.getTimerCount()).toBe(0);

    const late = readerOf(await call(`/runs/${id}/stream`, { headers }));
    expect(await late.read()).toBe("begun");
    await late.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no timer of a reader that stalls", async () => {
    const fed = handFed();
    const { server, run } = setup([fed.workflow]);
    fed.push("begun");
    await readerOf(await run("fed", { headers: newRunKey().headers })).read();
    fed.end();
    await server.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no timer of a question to the store that is still open", async () => {
    const fed = handFed();
    const store = memoryStore();
    let answer = (_leftMs: number): void => {};
    const attendedForMs = (): Promise<number> => new Promise((resolve) => (answer = resolve));
    const runs = { ...store.runs, attendedForMs };
    const { server, run } = setup([fed.workflow], { store: { ...store, runs } });
    fed.push("begun");
    await run("fed", { headers: newRunKey().headers });
    await vi.advanceTimersByTimeAsync(30_000);
    fed.end();
    await server.close();
    await store.close();
    answer(1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("may be called twice, and closes only a store of its own", async () => {
    const store = memoryStore();
    const close = vi.spyOn(store, "close");
    const options = { workflows: [explain], secretKeys: ["sk_x"] };
    const server = createWorkflowServer({ ...options, store });
    await Promise.all([server.close(), server.close()]);
    expect(close).not.toHaveBeenCalled();
    await store.close();
  });
});

describe("timers of a run", () => {
  it("do not grow with readers that came and went", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    const { headers } = newRunKey();
    fed.push("begun");
    await run("fed", { headers });
    const before = vi.getTimerCount();
    for (let i = 0; i < 5; i++) {
      const reader = readerOf(await run("fed", { headers, token: "pub_tok_used" }));
      await reader.read();
      const waiting = reader.read();
      await vi.advanceTimersByTimeAsync(0);
      expect(vi.getTimerCount()).toBeGreaterThan(before);
      await reader.cancel();
      await waiting;
    }
    expect(vi.getTimerCount()).toBe(before);
  });

  it("are gone when it has ended and was read", async () => {
    const fed = handFed();
    const { server, run } = setup([fed.workflow]);
    const before = vi.getTimerCount();
    expect(before).toBe(0);
    fed.push("x");
    const response = await run("fed", { headers: newRunKey().headers });
    fed.end();
    await response.text();
    // What is left is the sweep of the two maps; the token map is empty again.
    expect(vi.getTimerCount()).toBe(1);
    await server.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
