import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { expect, it, vi } from "vitest";
import { streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const never = (): Promise<never> => new Promise(() => {});
const SILENT: Fault = { kind: "silence", begins: false };

it("connecting ends after 30 s without an answer, and the request is given up", async () => {
  const server = createScriptedServer({ deltas: ["text"], faults: [SILENT] });
  const { error } = await settled(streamOf(server, { retries: 0 }).start());
  expect(error).toMatchObject({ code: "connect_timeout", phase: "connect", retryable: true });
  expect(performance.now()).toBe(30_000);
  expect(server.requests[0]!.init.signal!.aborted).toBe(true);
});

it("connectTimeoutMs bounds each try", async () => {
  const server = createScriptedServer({ deltas: ["text"], faults: [SILENT, SILENT] });
  vi.spyOn(Math, "random").mockReturnValue(0);
  await settled(streamOf(server, { connectTimeoutMs: 500 }).start());
  expect(server.requests.map(({ atMs }) => atMs)).toEqual([0, 600, 1200]);
});

it.each<[string, object]>([
  ["the token", { token: never }],
  ["the url", { url: never }],
  ["the headers", { headers: never }],
])("waiting for %s ends after connectTimeoutMs, and is told so", async (_, options) => {
  const server = createScriptedServer({ deltas: ["text"] });
  const { error } = await settled(streamOf(server, { ...options, connectTimeoutMs: 700 }).start());
  expect(error).toMatchObject({ code: "connect_timeout", phase: "token" });
  expect(performance.now()).toBe(700);
  expect(server.requests).toHaveLength(0);
});

it("the signal of a token function aborts with the time-out", async () => {
  const signals: AbortSignal[] = [];
  const stream = streamOf(createScriptedServer({ deltas: ["text"] }), {
    connectTimeoutMs: 700,
    token: ({ signal }) => (signals.push(signal), never()),
  });
  await settled(stream.start());
  expect(signals[0]!.aborted).toBe(true);
});

it("a body that takes longer than connectTimeoutMs is none of its business", async () => {
  const server = createScriptedServer({ deltas: ["a", "b", "c"], chunkBytes: [50], gapMs: 400 });
  const { status } = await settled(streamOf(server, { connectTimeoutMs: 500 }).start());
  expect(status).toBe("done");
  expect(server.requests).toHaveLength(1);
});

it("a body that is silent for 60 s is a break", async () => {
  const faults: Fault[] = [{ kind: "stall", afterDeltas: 1 }];
  const server = createScriptedServer({ deltas: ["some ", "text"], faults });
  vi.spyOn(Math, "random").mockReturnValue(0);
  expect(await settled(streamOf(server).start())).toMatchObject({
    status: "done",
    text: "some text",
  });
  expect(server.requests.map(({ atMs }) => atMs)).toEqual([0, 60_100]);
  await pass(2000);
  expect(server.openBodies).toBe(0);
});

it("a body that is silent for stallTimeoutMs ends a run that can't resume", async () => {
  const faults: Fault[] = [{ kind: "stall", afterDeltas: 1 }];
  const server = createScriptedServer({ deltas: ["some ", "text"], faults });
  const { error, text } = await settled(
    streamOf(server, { resume: false, stallTimeoutMs: 800 }).start(),
  );
  expect([error?.code, error?.phase, text]).toEqual(["stall_timeout", "body", "some "]);
  expect(performance.now()).toBe(800);
  await pass(10);
  expect(server.openBodies).toBe(0);
});

it("heartbeats count as life", async () => {
  const faults: Fault[] = [{ kind: "stall", afterDeltas: 1, heartbeatMs: 15_000 }];
  const server = createScriptedServer({ deltas: ["some ", "text"], faults });
  const stream = streamOf(server);
  const ended = stream.start();
  await pass(300_000);
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "some " });
  stream.stop();
  await settled(ended);
});

it("a run that is slow, but never silent, is read to its end", async () => {
  const server = createScriptedServer({ deltas: [..."abcdef"], chunkBytes: [60], gapMs: 50_000 });
  expect(await settled(streamOf(server).start(), 3_600_000)).toMatchObject({ status: "done" });
  expect(server.requests).toHaveLength(1);
});

it("a headers function that hangs during a resume does not hold the run for ever", async () => {
  const faults: Fault[] = [{ kind: "cut", afterDeltas: 1, clean: false }];
  const server = createScriptedServer({ deltas: ["some ", "text"], faults });
  let asked = 0;
  const headers = (): Promise<HeadersInit> => (asked++ === 0 ? Promise.resolve({}) : never());
  const { error, text } = await settled(streamOf(server, { headers }).start());
  expect([error?.code, text]).toEqual(["interrupted", "some "]);
  expect(performance.now()).toBeLessThanOrEqual(25_000);
});

it.each([Infinity, 2 ** 40])("a time-out of %s ms never comes, at no cost", async (ms) => {
  const server = createScriptedServer({ deltas: ["a", "b"], chunkBytes: [60], gapMs: 5000 });
  const timers = vi.spyOn(globalThis, "setTimeout");
  const options = { connectTimeoutMs: ms, stallTimeoutMs: ms };
  expect(await settled(streamOf(server, options).start())).toMatchObject({ text: "ab" });
  expect(timers.mock.calls.filter(([, delay]) => delay! > 2 ** 31 - 1)).toEqual([]);
  expect(timers.mock.calls.length).toBeLessThan(40);
});
