import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defineWorkflow, memoryStore, type WorkflowServerOptions } from "../src/index.ts";
import {
  base,
  handFed,
  newRunKey,
  readerOf,
  secretKey,
  setup,
  until,
  type Setup,
} from "./support.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const endless = defineWorkflow({
  id: "endless",
  inputs: z.object({}),
  async *run(_inputs, { signal }) {
    yield "begun";
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  },
});
const LONG = { idleTimeoutMs: 1e7, maxRunMs: 1e7 };
const ABANDONED = { status: "failed", errorCode: "abandoned" };

interface Page extends Setup {
  readonly fed: ReturnType<typeof handFed>;
  readonly id: string;
  readonly headers: Record<string, string>;
  /** Asks for a run, reads its first text and goes away. */
  leave(path?: string): Promise<Response>;
}

/** A page with one run, whose server has no other bounds on it than those of detachment. */
function page(options: Partial<WorkflowServerOptions> = {}, store = memoryStore()): Page {
  const fed = handFed();
  const made = setup([fed.workflow], { ...LONG, store, ...options });
  const { headers, id } = newRunKey();
  fed.push("begun");
  return {
    ...made,
    fed,
    id,
    headers,
    async leave(path = "/run/fed/stream?detach=1") {
      const token = await made.token();
      const body = "{}";
      const response = await made.call(`${path}&token=${token}`, { method: "POST", headers, body });
      const reader = readerOf(response);
      await reader.read();
      await reader.cancel();
      return response;
    },
  };
}

/** Whether the run is abandoned just when it has been unread for so long. */
async function expectAbandonedAfter({ fed, reports }: Page, unreadMs: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(unreadMs - 100);
  expect(fed.signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(fed.signal?.aborted).toBe(true);
  expect(reports).toMatchObject([ABANDONED]);
}

describe("a detached run", () => {
  it("goes on unread for 300 s, and is abandoned then", async () => {
    const left = page();
    const { headers } = await left.leave();
    expect(headers.get("run-detached")).toBe("1");
    expect(headers.get("access-control-expose-headers")).toContain("run-detached");
    await expectAbandonedAfter(left, 300_000);
  });

  it("goes on for `detachedMs` from each time that its last reader has gone", async () => {
    const left = page({ detachedMs: 100_000 });
    await left.leave();
    await vi.advanceTimersByTimeAsync(95_000);
    const { headers, id, call } = left;
    const again = readerOf(await call(`/runs/${id}/stream`, { headers }));
    await again.read();
    await vi.advanceTimersByTimeAsync(500_000);
    expect(left.fed.signal?.aborted).toBe(false);
    await again.cancel();
    await expectAbandonedAfter(left, 100_000);
  });

  it("may be read to its end by who comes back late", async () => {
    const { leave, fed, call, id, headers, reports } = page();
    await leave();
    await vi.advanceTimersByTimeAsync(250_000);
    fed.push(" and ended");
    fed.end();
    await until(() => reports.length > 0);
    vi.useRealTimers();
    expect(await (await call(`/runs/${id}/stream`, { headers })).text()).toBe("begun and ended");
  });

  it("goes on when its client leaves before the first text", async () => {
    const fed = handFed();
    const { call, token } = setup([fed.workflow], LONG);
    const { headers, id } = newRunKey();
    const client = new AbortController();
    const init = { method: "POST", body: "{}", headers, signal: client.signal };
    const response = call(`/run/fed/stream?detach=1&token=${await token()}`, init);
    await until(() => fed.calls === 1);
    client.abort();
    await response;
    await vi.advanceTimersByTimeAsync(299_000);
    expect(fed.signal?.aborted).toBe(false);
    fed.push("late");
    fed.end();
    expect(await (await call(`/runs/${id}/stream`, { headers })).text()).toBe("late");
  });

  it("is bound by the limits of every run", async () => {
    const left = page({ maxRunMs: 50_000 });
    await left.leave();
    await vi.advanceTimersByTimeAsync(50_010);
    expect(left.reports).toMatchObject([{ status: "failed", errorCode: "max_run_timeout" }]);
  });

  it("is cancelled by a DELETE", async () => {
    const { leave, call, id, headers, reports } = page();
    await leave();
    await vi.advanceTimersByTimeAsync(100_000);
    expect((await call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
    await until(() => reports.length > 0);
    expect(reports).toMatchObject([{ status: "aborted" }]);
  });

  it("is not shorter than any other where `detachedMs` is", async () => {
    const left = page({ detachedMs: 1_000 });
    await left.leave();
    await expectAbandonedAfter(left, 30_000);
  });
});

describe("a run is not detached", () => {
  const ask = "/run/fed/stream?detach=1";
  it.each<[string, string, Partial<WorkflowServerOptions>]>([
    ["that nobody asked for", "/run/fed/stream?", {}],
    ["that was asked for in other words", "/run/fed/stream?detach=true", {}],
    ["where the server has none", ask, { detachedRuns: false }],
  ])("%s", async (_, path, options) => {
    const left = page(options);
    const { headers } = await left.leave(path);
    expect(headers.has("run-detached")).toBe(false);
    await expectAbandonedAfter(left, 30_000);
  });

  it("whose workflow says no", async () => {
    const { call, token, reports } = setup([defineWorkflow({ ...endless, detach: false })], LONG);
    const init = { method: "POST", headers: newRunKey().headers };
    const response = await call(`/run/endless/stream?detach=1&token=${await token()}`, init);
    expect(response.headers.has("run-detached")).toBe(false);
    await response.body?.cancel();
    await vi.advanceTimersByTimeAsync(30_100);
    expect(reports).toMatchObject([ABANDONED]);
  });

  it("that has no Run-Key", async () => {
    const fed = handFed();
    const { call, token } = setup([fed.workflow], LONG);
    fed.push("begun");
    const response = await call(`${ask}&token=${await token()}`, { method: "POST", body: "{}" });
    expect(response.headers.has("run-detached")).toBe(false);
    const reader = readerOf(response);
    await reader.read();
    await reader.cancel();
    await until(() => fed.signal?.aborted === true);
  });

  it("by a request that only attaches to it", async () => {
    const left = page();
    const { call, headers } = left;
    const first = readerOf(await left.run("fed", { headers }));
    await first.read();
    const again = await call(ask, { method: "POST", headers });
    expect(again.headers.has("run-detached")).toBe(false);
    await first.cancel();
    await again.body?.cancel();
    await expectAbandonedAfter(left, 30_000);
  });
});

it("a run stays detached when the request that attaches does not ask for it", async () => {
  const left = page();
  const { call, headers } = left;
  await left.leave();
  await (await call("/run/fed/stream", { method: "POST", headers })).body?.cancel();
  await expectAbandonedAfter(left, 300_000);
});

describe("of one owner and address", () => {
  const limits = { unreadRuns: 2 };

  /** Runs that were left one after the other on one server; whether each was detached. */
  async function leaveEach(count: number, store = memoryStore()): Promise<[Page[], boolean[]]> {
    const pages: Page[] = [];
    const detached: boolean[] = [];
    for (let n = 0; n < count; n++) {
      const left = page({ limits }, store);
      detached.push((await left.leave()).headers.get("run-detached") === "1");
      pages.push(left);
    }
    return [pages, detached];
  }
  const living = (pages: Page[]): number => pages.filter(({ reports }) => !reports.length).length;

  it("only so many runs go on unread, and no further one is detached meanwhile", async () => {
    const store = memoryStore();
    const [pages] = await leaveEach(5, store);
    await vi.advanceTimersByTimeAsync(30_100);
    expect(living(pages)).toBe(2);
    const [[late], [isDetached]] = await leaveEach(1, store);
    expect(isDetached).toBe(false);
    await expectAbandonedAfter(late!, 30_000);
    expect(living(pages)).toBe(2);
  });

  it("a run that ends, is read again or is abandoned makes room", async () => {
    const store = memoryStore();
    const [[one, two, ...rest]] = await leaveEach(2, store);
    expect(rest).toEqual([]);
    await vi.advanceTimersByTimeAsync(30_100);
    expect((await leaveEach(1, store))[1]).toEqual([false]);
    one!.fed.end();
    await until(() => one!.reports.length > 0);
    expect((await leaveEach(1, store))[1]).toEqual([true]);
    await vi.advanceTimersByTimeAsync(30_100);

    expect((await leaveEach(1, store))[1]).toEqual([false]);
    const { call, id, headers } = two!;
    const again = readerOf(await call(`/runs/${id}/stream`, { headers }));
    await again.read();
    await vi.advanceTimersByTimeAsync(10_100);
    expect((await leaveEach(1, store))[1]).toEqual([true]);
    await again.cancel();
    await vi.advanceTimersByTimeAsync(400_000);
    expect((await leaveEach(1, store))[1]).toEqual([true]);
  });

  it("others have places of their own", async () => {
    const secretKeys = [{ key: secretKey, limits }, "sk_other"];
    const { call, server } = setup([endless], { ...LONG, secretKeys });
    async function leave(address: string, key = secretKey): Promise<boolean> {
      const asked = await call("/token", { headers: { authorization: `Bearer ${key}` } });
      const { token } = (await asked.json()) as { token: string };
      const url = `${base}/run/endless/stream?detach=1&token=${token}`;
      const request = new Request(url, { method: "POST", headers: newRunKey().headers });
      const response = await server.fetch(request, { address });
      await response.body?.cancel();
      return response.headers.has("run-detached");
    }
    for (let n = 0; n < limits.unreadRuns; n++) await leave("10.0.0.1");
    await vi.advanceTimersByTimeAsync(30_100);
    expect(await leave("10.0.0.1")).toBe(false);
    expect(await leave("10.0.0.2")).toBe(true);
    expect(await leave("10.0.0.1", "sk_other")).toBe(true);
  });
});

describe("a store that fails", () => {
  it("proves neither that nobody reads a detached run, nor that there is a place for it", async () => {
    const memory = memoryStore();
    const down = async (): Promise<never> => {
      throw new Error("connection refused");
    };
    let isDown = false;
    const store = {
      ...memory,
      runs: {
        ...memory.runs,
        attendedForMs: (id: string) => (isDown ? down() : memory.runs.attendedForMs(id)),
      },
      slots: {
        ...memory.slots,
        take: (...args: Parameters<typeof memory.slots.take>) =>
          isDown ? down() : memory.slots.take(...args),
      },
    };
    const left = page({ limits: { unreadRuns: 1 } }, store);
    await left.leave();
    isDown = true;
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(left.fed.signal?.aborted).toBe(false);
    isDown = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(left.fed.signal?.aborted).toBe(false);
    isDown = true;
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(left.fed.signal?.aborted).toBe(false);
    isDown = false;
    await vi.advanceTimersByTimeAsync(10_100);
    expect(left.reports).toMatchObject([ABANDONED]);
  });
});
