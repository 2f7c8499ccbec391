import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Fault } from "../support/scriptedFaults.ts";
import { createScriptedServer } from "../support/scriptedServer.ts";
import { reached, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const CUT: Fault = { kind: "cut", afterDeltas: 1, clean: false };
const RESET: Fault = { kind: "reset", begins: false };

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

it("tries to resume pause while the browser is offline, and go on at once when it is back", async () => {
  const server = createScriptedServer({ deltas: ["a", "b"], faults: [CUT], gapMs: 10 });
  const stream = streamOf(server);
  const ended = stream.start();
  await settled(reached(stream, ({ text }) => text !== ""));
  setOnline(false);
  await pass(15_000);
  expect(server.requests).toHaveLength(1);
  expect(stream.getSnapshot()).toMatchObject({ status: "reconnecting", text: "a" });
  setOnline(true);
  const backAt = performance.now();
  expect(await settled(ended)).toMatchObject({ status: "done", text: "ab", verified: true });
  expect(server.requests[1]!.atMs - backAt).toBeLessThan(10);
});

it("a browser that stays offline ends the run as interrupted 25 s after the break", async () => {
  // a wait that is no whole number of ms
  vi.spyOn(Math, "random").mockReturnValue(0.001);
  const server = createScriptedServer({ deltas: ["a", "b"], faults: [CUT], gapMs: 10 });
  const stream = streamOf(server);
  const ended = stream.start();
  await settled(reached(stream, ({ text }) => text !== ""));
  setOnline(false);
  expect(await settled(ended, 26_000)).toMatchObject({ text: "a", error: { code: "interrupted" } });
  expect(server.requests).toHaveLength(1);
});

it("an offline event never ends a stream that still delivers", async () => {
  const server = createScriptedServer({ deltas: [..."abcdef"], chunkBytes: [60], gapMs: 1000 });
  const stream = streamOf(server);
  const ended = stream.start();
  await settled(reached(stream, ({ text }) => text !== ""));
  setOnline(false);
  expect(await settled(ended)).toMatchObject({ status: "done", text: "abcdef" });
});

it("a start without a network is tried again when the browser is back", async () => {
  setOnline(false);
  const server = createScriptedServer({ deltas: ["a"], faults: [RESET] });
  const stream = streamOf(server);
  const ended = stream.start();
  await pass(10_000);
  expect(server.requests).toHaveLength(1);
  setOnline(true);
  expect(await settled(ended)).toMatchObject({ status: "done", text: "a" });
});

it("a start without a network says so after 25 s, with a hint", async () => {
  setOnline(false);
  const server = createScriptedServer({ deltas: ["a"], faults: [RESET, RESET, RESET] });
  const { error } = await settled(streamOf(server).start());
  expect(error).toMatchObject({ code: "offline", hint: "offline", retryable: true });
  expect(server.requests).toHaveLength(1);
  expect(performance.now()).toBeLessThan(26_000);
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
