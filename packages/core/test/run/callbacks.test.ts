import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import type { RunResult } from "../../src/index.ts";
import { isStreaming, posts, reached, record, statuses, streamOf } from "../support/streams.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** Writes its topic, letter by letter, 10 ms each. */
function speller(): ScriptedServer {
  return createScriptedServer({
    deltas: ({ topic }) => [...String(topic)],
    chunkBytes: [60],
    gapMs: 10,
  });
}

it.each(["onFinish", "a listener"])(
  "a start out of %s of a run that is being replaced is the one that stands",
  async (place) => {
    const server = speller();
    const queue = ["clouds"];
    const next = (): void => {
      const topic = queue.shift();
      if (topic) third = stream.start({ topic });
    };
    let third: Promise<RunResult> | undefined;
    const stream = streamOf(server, place === "onFinish" ? { onFinish: next } : {});
    const heard = record(stream);
    const first = stream.start({ topic: "tides" });
    await settled(reached(stream, isStreaming));
    if (place === "a listener")
      stream.subscribe(({ status }) => void (status === "stopped" && next()));
    const second = stream.start({ topic: "moons" });
    expect(await settled(first)).toMatchObject({ status: "stopped" });
    expect(await settled(second)).toMatchObject({ status: "stopped", text: "" });
    expect(await settled(third!)).toMatchObject({ status: "done", text: "clouds" });
    expect(posts(server)).toHaveLength(2);
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    expect(stream.getSnapshot()).toMatchObject({ text: "clouds", status: "done" });
    expect(heard.some(({ snapshot }) => /moon/.test(snapshot.text))).toBe(false);
    await pass(2000);
    expect(server.openBodies).toBe(0);
  },
);

it("a callback that starts another run at each end is called once for each", async () => {
  const server = speller();
  const ends: string[] = [];
  let starts = 0;
  const stream = streamOf(server, {
    onFinish({ status }) {
      ends.push(status);
      if (starts++ < 3) void stream.start({ topic: `topic ${starts}` });
    },
  });
  void stream.start({ topic: "one" });
  await pass(30);
  void stream.start({ topic: "two" });
  await pass(1000);
  expect(ends).toEqual(["stopped", "done", "done", "done"]);
  expect(posts(server)).toHaveLength(4);
  expect(stream.getSnapshot()).toMatchObject({ text: "topic 3", status: "done" });
});

it("a start out of the end that reset brings about stands", async () => {
  const server = speller();
  let isFirst = true;
  const stream = streamOf(server, {
    onFinish() {
      if (isFirst) void stream.start({ topic: "after" });
      isFirst = false;
    },
  });
  const heard = record(stream);
  void stream.start({ topic: "before" });
  await settled(reached(stream, isStreaming));
  stream.reset();
  await pass(200);
  expect(stream.getSnapshot()).toMatchObject({ status: "done", text: "after" });
  expect(statuses(heard).slice(-4)).toEqual(["stopped", "connecting", "streaming", "done"]);
});

it("a run tells its end to the callbacks it was started with", async () => {
  const server = speller();
  const ends: string[] = [];
  let name = "first";
  const stream = streamOf(server, () => {
    const id = name;
    return { onFinish: ({ status }) => ends.push(`${id} ${status}`) };
  });
  void stream.start({ topic: "tides" });
  await pass(30);
  name = "second";
  await settled(stream.start({ topic: "moons" }));
  expect(ends).toEqual(["first stopped", "second done"]);
});

it("a start joins the equal one that the end of the run before it brought about", async () => {
  const server = speller();
  let isFirst = true;
  const stream = streamOf(server, {
    onFinish() {
      if (isFirst) void stream.start({ topic: "moons" });
      isFirst = false;
    },
  });
  void stream.start({ topic: "tides" });
  await settled(reached(stream, isStreaming));
  expect(await settled(stream.start({ topic: "moons" }))).toMatchObject({
    status: "done",
    text: "moons",
  });
  expect(posts(server)).toHaveLength(2);
});

it("a start out of the abort of a token's signal is the one that stands", async () => {
  const server = speller();
  let second: Promise<RunResult> | undefined;
  const stream = streamOf(server, {
    token: (context) => {
      context.signal.addEventListener("abort", () => {
        second ??= stream.start({ topic: "clouds" });
      });
      return server.token();
    },
  });
  const first = stream.start({ topic: "tides" });
  await settled(reached(stream, isStreaming));
  stream.stop();
  expect(await settled(first)).toMatchObject({ status: "stopped" });
  expect(await settled(second!)).toMatchObject({ status: "done", text: "clouds" });
  expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
});

it("a stop out of a run's break leaves no timer", async () => {
  const server = createScriptedServer({
    deltas: ["some ", "text"],
    faults: [{ kind: "cut", afterDeltas: 1, clean: false }],
  });
  const stream = streamOf(server, { flush: "sync" });
  stream.subscribe(({ status }) => status === "reconnecting" && stream.stop());
  expect(await settled(stream.start())).toMatchObject({ status: "stopped" });
  await quiet();
  expect(vi.getTimerCount()).toBe(0);
});

describe("a start out of the beginning of another is the only one that is sent", () => {
  it("where its inputs are others", async () => {
    const server = speller();
    const stream = streamOf(server);
    let second: Promise<RunResult> | undefined;
    stream.subscribe(({ status, inputs }) => {
      if (status === "connecting" && inputs?.topic === "tides")
        second ??= stream.start({ topic: "clouds" });
    });
    const first = stream.start({ topic: "tides" });
    expect(await settled(first)).toMatchObject({ status: "stopped", text: "" });
    expect(await settled(second!)).toMatchObject({ status: "done", text: "clouds" });
    expect(server.requests).toHaveLength(1);
  });

  it("where it was stopped before", async () => {
    const server = speller();
    const stream = streamOf(server);
    let second: Promise<RunResult> | undefined;
    stream.subscribe(({ status }) => {
      if (status !== "connecting" || second) return;
      stream.stop();
      second = stream.start({ topic: "tides" });
    });
    const first = stream.start({ topic: "tides" });
    expect(await settled(first)).toMatchObject({ status: "stopped", text: "" });
    expect(await settled(second!)).toMatchObject({ status: "done", text: "tides" });
    expect(server.requests).toHaveLength(1);
  });

  it("where it is a retry that picks a run up", async () => {
    const faults: Fault[] = [
      { kind: "cut", afterDeltas: 2, clean: false },
      { kind: "refuse", status: 503, retryAfter: "60" },
    ];
    const server = createScriptedServer({
      deltas: ({ topic }) => [...String(topic)],
      chunkBytes: [60],
      gapMs: 10,
      faults,
    });
    const stream = streamOf(server);
    expect(await settled(stream.start({ topic: "tides" }))).toMatchObject({ status: "error" });
    let second: Promise<RunResult> | undefined;
    stream.subscribe(({ status }) => {
      if (status === "reconnecting") second ??= stream.start({ topic: "clouds" });
    });
    const earlier = server.requests.length;
    expect(await settled(stream.retry())).toMatchObject({ status: "stopped" });
    expect(await settled(second!)).toMatchObject({ status: "done", text: "clouds" });
    const methods = server.requests.slice(earlier).map(({ method }) => method);
    expect(methods).toHaveLength(2);
    expect(new Set(methods)).toEqual(new Set(["DELETE", "POST"]));
  });
});
