import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  asEvents,
  handFed,
  newRunKey,
  parseEvents,
  readerOf,
  refusal,
  setup,
  until,
} from "./support.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const error = { code: "abandoned", message: "Nobody was reading the text." };
const abandoned = { status: "failed", errorCode: "abandoned" };

describe("without a Run-Key", () => {
  it("a disconnect ends the run", async () => {
    const fed = handFed();
    const { run, reports } = setup([fed.workflow]);
    fed.push("begun");
    const reader = readerOf(await run("fed"));
    await reader.read();
    await reader.cancel();
    await until(() => fed.signal?.aborted === true);
    await until(() => reports.length > 0);
    expect(reports).toMatchObject([{ ...abandoned, bytes: 5 }]);
  });

  it("a disconnect before the first text ends it too", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    const client = new AbortController();
    const response = run("fed", { signal: client.signal });
    await until(() => fed.calls === 1);
    client.abort();
    await response;
    expect(fed.signal?.aborted).toBe(true);
  });

  it("a client gone before its run began ends it as it begins", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    const client = new AbortController();
    client.abort();
    await run("fed", { signal: client.signal });
    await until(() => fed.signal?.aborted === true);
  });
});

describe("with a Run-Key", () => {
  it("the run goes on for 30 s after the last reader left, not longer", async () => {
    const fed = handFed();
    const { run, reports } = setup([fed.workflow]);
    const { headers } = newRunKey();
    fed.push("begun");
    const reader = readerOf(await run("fed", { headers }));
    await reader.read();
    await vi.advanceTimersByTimeAsync(12_345);
    await reader.cancel();

    await vi.advanceTimersByTimeAsync(29_990);
    expect(fed.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(fed.signal?.aborted).toBe(true);
    expect(reports).toMatchObject([abandoned]);
  });

  it("a run that nobody read says so to who comes back, with the text that came", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.push("begun");
    const reader = readerOf(await run("fed", { headers }));
    await reader.read();
    await reader.cancel();
    await vi.advanceTimersByTimeAsync(30_010);

    const answer = await call(`/runs/${id}`, { headers });
    expect(await answer.json()).toMatchObject({ status: "failed", bytes: 5, error });
    const resumed = await call(`/runs/${id}/stream`, { headers: { ...headers, ...asEvents } });
    expect(parseEvents(await resumed.text()).map(({ data }) => data)).toMatchObject([
      { type: "start" },
      { type: "text-start" },
      { type: "text-delta", delta: "begun" },
      { type: "text-end" },
      { type: "error", code: error.code, errorText: error.message },
      "[DONE]",
    ]);
    vi.useRealTimers();
    const plain = await call(`/runs/${id}/stream`, { headers });
    await expect(plain.text()).rejects.toThrow("ended as failed");
  });

  it("a run that nobody read before its first text is a 502 to who comes back", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    const client = new AbortController();
    const response = run("fed", { headers, signal: client.signal });
    await until(() => fed.calls === 1);
    client.abort();
    await response;
    await vi.advanceTimersByTimeAsync(30_010);
    for (const again of [call(`/runs/${id}/stream`, { headers }), run("fed", { headers })]) {
      expect(await refusal(await again)).toEqual({ status: 502, code: "abandoned" });
    }
    expect(fed.calls).toBe(1);
  });

  it("a DELETE of a run that nobody reads cancels it", async () => {
    const fed = handFed();
    const { run, call, reports } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.push("begun");
    const reader = readerOf(await run("fed", { headers }));
    await reader.read();
    await reader.cancel();
    await vi.advanceTimersByTimeAsync(29_000);
    await call(`/runs/${id}`, { method: "DELETE", headers });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(reports).toMatchObject([{ status: "aborted" }]);
  });

  it("who comes back in time keeps it", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow], { idleTimeoutMs: 1e6, maxRunMs: 1e6 });
    const { headers, id } = newRunKey();
    fed.push("begun");
    const reader = readerOf(await run("fed", { headers }));
    await reader.read();
    await reader.cancel();
    await vi.advanceTimersByTimeAsync(29_000);
    const resumed = readerOf(await call(`/runs/${id}/stream?offset=5`, { headers }));
    const read = resumed.read();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(fed.signal?.aborted).toBe(false);
    fed.push(" again");
    expect(await read).toBe(" again");
  });

  it("one of two readers leaving changes nothing", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow], { idleTimeoutMs: 1e6, maxRunMs: 1e6 });
    const { headers } = newRunKey();
    fed.push("begun");
    const one = readerOf(await run("fed", { headers }));
    const two = readerOf(await run("fed", { headers }));
    await Promise.all([one.read(), two.read()]);
    await one.cancel();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(fed.signal?.aborted).toBe(false);
    await two.cancel();
    await vi.advanceTimersByTimeAsync(30_010);
    expect(fed.signal?.aborted).toBe(true);
  });

  it("a reader that stalls is still there", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow], { idleTimeoutMs: 1e6, maxRunMs: 1e6 });
    const { headers } = newRunKey();
    fed.push("begun");
    await readerOf(await run("fed", { headers })).read();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(fed.signal?.aborted).toBe(false);
  });

  it("a client that goes before the first text does not end it", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    const client = new AbortController();
    const response = run("fed", { headers, signal: client.signal });
    await until(() => fed.calls === 1);
    client.abort();
    await response;
    fed.push("text");
    fed.end();
    const resumed = await call(`/runs/${id}/stream`, { headers: { ...headers, ...asEvents } });
    expect(await resumed.text()).toContain('"delta":"text"');
  });

  it("a body that nobody ever reads keeps nothing alive", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    fed.push("begun");
    await run("fed", { headers: newRunKey().headers });
    await vi.advanceTimersByTimeAsync(30_010);
    expect(fed.signal?.aborted).toBe(true);
  });
});
