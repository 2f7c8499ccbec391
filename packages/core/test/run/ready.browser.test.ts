import { createScriptedServer } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import type { Snapshot } from "../../src/index.ts";
import { isStreaming, reached, streamOf } from "../support/streams.ts";

const SLOW = { deltas: ["a", "b", "c"], chunkBytes: [70], gapMs: 15 };

it("ready resolves at the first text", async () => {
  const server = createScriptedServer();
  const stream = streamOf(server);
  const ready = stream.ready();
  const ended = stream.start();
  await expect.poll(() => server.runs.length).toBe(1);
  server.runs[0]!.write("a");
  // the run goes on until it is told to end, however late the engine's first frame is
  expect(await ready).toMatchObject({ status: "streaming", text: "a" });
  server.runs[0]!.finish();
  await ended;
});

it("ready resolves at once where there is text already, though it reconnects", async () => {
  const faults = [
    { kind: "cut", afterDeltas: 1, clean: false },
    { kind: "silence", begins: false },
  ] as const;
  const stream = streamOf(createScriptedServer({ ...SLOW, faults }));
  void stream.start();
  await reached(stream, ({ status }) => status === "reconnecting");
  expect(await stream.ready()).toMatchObject({ status: "reconnecting", text: "a" });
  stream.stop();
});

it("ready asked for between a text and its frame brings that text", async () => {
  let ready: Promise<Snapshot> | undefined;
  const stream = streamOf(createScriptedServer(SLOW), {
    onDelta: () => (ready ??= stream.ready()),
  });
  await stream.start();
  expect((await ready)!.text).not.toBe("");
});

it.each([
  ["done", []],
  ["error", [{ kind: "refuse", status: 403 }]],
] as const)(
  "ready resolves when a run ends as %s without a text before",
  async (status, faults) => {
    const stream = streamOf(createScriptedServer({ deltas: ["a"], faults }));
    const ready = stream.ready();
    void stream.start();
    expect((await ready).status).toBe(status);
    expect((await stream.ready()).status).toBe(status);
  },
);

it("ready resolves when a run is stopped before its text", async () => {
  const stream = streamOf(createScriptedServer(SLOW));
  const ready = stream.ready();
  void stream.start();
  stream.stop();
  expect((await ready).status).toBe("stopped");
});

it("ready of a new run is not taken in by the text of the old one", async () => {
  const stream = streamOf(createScriptedServer({ ...SLOW, deltas: ({ topic }) => [`${topic}`] }));
  await stream.start({ topic: "tides" });
  const ended = stream.start({ topic: "moons" });
  expect(stream.getSnapshot()).toMatchObject({ status: "connecting", text: "tides" });
  expect((await stream.ready()).text).toBe("moons");
  await ended;
  expect(isStreaming(stream.getSnapshot())).toBe(false);
});
