import { type Fault, type ScriptedServer, createScriptedServer } from "@workflow-stream/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RunResult, WorkflowStreamOptions } from "../../src/index.ts";

import { reached, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const CUT: Fault = { kind: "cut", afterDeltas: 1, clean: false };

let isOnline: boolean;
beforeEach(() => {
  isOnline = true;
  vi.spyOn(navigator, "onLine", "get").mockImplementation(() => isOnline);
});
afterEach(() => setOnline(true));

function setOnline(value: boolean): void {
  isOnline = value;
  window.dispatchEvent(new Event(value ? "online" : "offline"));
}

/** A server that can't be reached while the browser is offline. */
function reachable(server: ScriptedServer): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = server.fetch(input, init);
    if (isOnline) return answer;
    answer.catch(() => {});
    throw new TypeError("Failed to fetch");
  };
}

/** When each request was sent after the first, in ms. */
function sentAtMs({ requests }: ScriptedServer): number[] {
  return requests.slice(1).map(({ atMs }) => Math.round(atMs - requests[0]!.atMs));
}

/** A run that breaks off after its first delta, in a browser that goes offline then. */
async function goOffline(): Promise<{ server: ScriptedServer; ended: Promise<RunResult> }> {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const server = createScriptedServer({ deltas: ["a", "b"], faults: [CUT] });
  const stream = streamOf(server, { fetch: reachable(server) });
  const ended = stream.start();
  await settled(reached(stream, ({ text }) => text !== ""));
  setOnline(false);
  return { server, ended };
}

it("while the browser is offline a run is looked for every 4 s, and at once when it is back", async () => {
  const { server, ended } = await goOffline();
  await pass(10_000);
  expect(sentAtMs(server)).toEqual([100, 4100, 8100]);
  setOnline(true);
  const backAt = performance.now();
  expect(await settled(ended)).toMatchObject({ status: "done", text: "ab", verified: true });
  expect(server.requests.at(-1)!.atMs - backAt).toBeLessThan(10);
});

it("a browser that stays offline ends the run as interrupted 25 s after the break", async () => {
  const { server, ended } = await goOffline();
  expect(await settled(ended, 26_000)).toMatchObject({ text: "a", error: { code: "interrupted" } });
  expect(sentAtMs(server)).toEqual([100, 4100, 8100, 12_100, 16_100, 20_100, 24_100]);
});

it("a browser that says offline where answers come loses no time", async () => {
  setOnline(false);
  vi.spyOn(Math, "random").mockReturnValue(0);
  const refused: Fault = { kind: "refuse", status: 503 };
  const server = createScriptedServer({ deltas: ["a", "b"], faults: [refused, CUT, refused] });
  const result = await settled(streamOf(server).start());
  expect(result).toMatchObject({ status: "done", text: "ab", verified: true });
  expect(sentAtMs(server)).toEqual([100, 200, 300]);
});

it("an offline event never ends a stream that still delivers", async () => {
  const server = createScriptedServer({ deltas: [..."abcdef"], chunkBytes: [60], gapMs: 1000 });
  const stream = streamOf(server);
  const ended = stream.start();
  await settled(reached(stream, ({ text }) => text !== ""));
  setOnline(false);
  expect(await settled(ended)).toMatchObject({ status: "done", text: "abcdef" });
});

it("a start without a network is tried every 4 s, and at once when the browser is back", async () => {
  setOnline(false);
  const server = createScriptedServer({ deltas: ["a"] });
  const ended = streamOf(server, { fetch: reachable(server) }).start();
  await pass(10_000);
  expect(sentAtMs(server)).toEqual([4000, 8000]);
  setOnline(true);
  const backAt = performance.now();
  expect(await settled(ended)).toMatchObject({ status: "done", text: "a" });
  expect(server.requests.at(-1)!.atMs - backAt).toBeLessThan(10);
  expect(server.runs).toHaveLength(1);
});

it("a start without a network says so after 25 s, with a hint", async () => {
  setOnline(false);
  const server = createScriptedServer({ deltas: ["a"] });
  const { error } = await settled(streamOf(server, { fetch: reachable(server) }).start());
  expect(error).toMatchObject({ code: "offline", hint: "offline", retryable: true });
  expect(performance.now()).toBe(24_000);
});

it.each<[string, Partial<WorkflowStreamOptions>]>([
  ["that may not be repeated", { resume: false }],
  ["without retries", { retries: 0 }],
])("a start %s ends at once without a network", async (_, options) => {
  setOnline(false);
  const server = createScriptedServer({ deltas: ["a"] });
  const stream = streamOf(server, { fetch: reachable(server), ...options });
  const { error } = await settled(stream.start(), 10);
  expect(error?.code).toBe("offline");
});

it("stopping ends the wait for the network at once", async () => {
  const server = createScriptedServer({ deltas: ["a", "b"], faults: [CUT], gapMs: 10 });
  const stream = streamOf(server);
  const ended = stream.start();
  await settled(reached(stream, ({ text }) => text !== ""));
  setOnline(false);
  await pass(30);
  // still in the wait that comes before every further look
  stream.stop();
  const stoppedAt = performance.now();
  expect(await settled(ended)).toMatchObject({ status: "stopped", text: "a" });
  expect(performance.now() - stoppedAt).toBeLessThan(100);
});

it("a network that is back cuts no Retry-After short", async () => {
  const faults: Fault[] = [{ kind: "refuse", status: 429, retryAfter: "9" }];
  const server = createScriptedServer({ deltas: ["a"], faults });
  const ended = streamOf(server).start();
  await pass(3000);
  window.dispatchEvent(new Event("online"));
  expect(await settled(ended)).toMatchObject({ status: "done", text: "a" });
  expect(server.requests[1]!.atMs - server.requests[0]!.atMs).toBe(9000);
});
