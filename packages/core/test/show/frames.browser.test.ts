import { createScriptedServer } from "@workflow-stream/testing";
import { afterEach, expect, it, vi } from "vitest";
import { createWorkflowStream } from "../../src/index.ts";
import { record, streamOf } from "../support/streams.ts";
import { quiet } from "../support/virtualTime.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const DELTAS = Array.from({ length: 300 }, (_, n) => `${n} `);

it("publishes at most once a frame", async () => {
  const server = createScriptedServer({ deltas: DELTAS, chunkBytes: [70], gapMs: 1 });
  const stream = streamOf(server);
  const frames: unknown[] = [];
  stream.subscribe(({ status }) => {
    if (status === "streaming") frames.push(document.timeline.currentTime);
  });
  const { text } = await stream.start();
  expect(text).toBe(DELTAS.join(""));
  expect(frames.length).toBeGreaterThan(3);
  expect(new Set(frames).size).toBe(frames.length);
});

it("lets the page take its turns while it reads a body whose bytes are all there", async () => {
  const chunks = 100;
  const spinMs = 2;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let count = 0; count < chunks; count++)
        controller.enqueue(new TextEncoder().encode("a"));
      controller.close();
    },
  });
  const stream = createWorkflowStream({
    url: "/run",
    fetch: async () => new Response(body, { headers: { "content-type": "text/plain" } }),
    onDelta() {
      const end = performance.now() + spinMs;
      while (performance.now() < end);
    },
  });
  let turns = 0;
  const timer = setInterval(() => turns++);
  const { text } = await stream.start();
  clearInterval(timer);
  expect(text).toBe("a".repeat(chunks));
  expect(turns).toBeGreaterThan(5);
});

it("publishes with the very next frame", async () => {
  const server = createScriptedServer({
    deltas: ["a", "b"],
    faults: [{ kind: "stall", afterDeltas: 1 }],
  });
  const textAfterFrame = await new Promise((resolve) => {
    const stream = streamOf(server, {
      onDelta: () => requestAnimationFrame(() => resolve(stream.getSnapshot().text)),
    });
    void stream.start();
  });
  expect(textAfterFrame).toBe("a");
});

it("publishes within 250 ms in a tab that is hidden, and neither aborts nor asks again", async () => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  vi.spyOn(window, "requestAnimationFrame").mockReturnValue(1);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const faults = [{ kind: "stall", afterDeltas: 1, heartbeatMs: 10_000 }] as const;
  const server = createScriptedServer({ deltas: ["a", "b"], faults });
  const onDelta = vi.fn();
  const stream = streamOf(server, { onDelta });
  const heard = record(stream);
  void stream.start();
  document.dispatchEvent(new Event("visibilitychange"));
  for (let turn = 0; turn < 100 && onDelta.mock.calls.length === 0; turn++) await quiet();
  expect(stream.getSnapshot().text).toBe("");
  await vi.advanceTimersByTimeAsync(250);
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "a" });
  for (let seconds = 0; seconds < 600; seconds += 10) {
    await vi.advanceTimersByTimeAsync(10_000);
    await quiet();
  }
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "a" });
  expect(server.requests).toHaveLength(1);
  expect(heard.filter(({ delta }) => delta === "a")).toHaveLength(1);
  stream.stop();
});

it("publishes a terminal status at once, in a hidden tab too", async () => {
  vi.spyOn(window, "requestAnimationFrame").mockReturnValue(1);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const stream = streamOf(createScriptedServer({ deltas: ["all of it"] }));
  await stream.start();
  expect(stream.getSnapshot()).toMatchObject({ status: "done", text: "all of it" });
});
