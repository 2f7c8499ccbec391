import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../src/index.ts";
import type { Fault } from "../support/scriptedFaults.ts";
import { createScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { isStreaming, reached, record, streamOf } from "../support/streams.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const DELTAS = Array.from({ length: 1000 }, (_, n) => `${n} `);

/** Hands on a thousand deltas, about one to a chunk, as fast as they are read. */
function flood(...faults: Fault[]): ScriptedServer {
  return createScriptedServer({ deltas: DELTAS, chunkBytes: [70], faults });
}

/** A short text whose chunks take 10 ms each. */
function trickle(): ScriptedServer {
  return createScriptedServer({ deltas: [..."abcdef"], chunkBytes: [60], gapMs: 10 });
}

describe("a frame", () => {
  it("brings one notification, however many deltas it had", async () => {
    const stream = streamOf(flood());
    const heard = record(stream);
    await settled(stream.start());
    const withText = heard.filter(({ delta }) => delta !== "");
    expect(withText).toHaveLength(1);
    expect(withText[0]).toMatchObject({ snapshot: { status: "done", text: DELTAS.join("") } });
    expect(heard.length).toBeLessThanOrEqual(3);
  });

  it("never delays reading: the text is there before it is published", async () => {
    let read = "";
    const server = flood({ kind: "stall", afterDeltas: 900 });
    const stream = streamOf(server, { onDelta: (delta) => (read += delta) });
    const ended = stream.start();
    await quiet();
    expect(read).toBe(DELTAS.slice(0, 900).join(""));
    expect(stream.getSnapshot().text).toBe("");
    expect(await settled(reached(stream, isStreaming), 17)).toMatchObject({ text: read });
    stream.stop();
    await settled(ended);
  });

  it("comes at least 60 times a second while text flows", async () => {
    const stream = streamOf(trickle());
    const ended = stream.start();
    const at: number[] = [];
    stream.subscribe(({ status }) => status === "streaming" && at.push(performance.now()));
    await settled(ended);
    expect(at.length).toBeGreaterThan(2);
    for (let n = 1; n < at.length; n++) expect(at[n]! - at[n - 1]!).toBeLessThanOrEqual(27);
  });
});

it("flush sync tells of each read at once", async () => {
  const stream = streamOf(trickle(), { flush: "sync" });
  const texts: string[] = [];
  stream.subscribe(({ text }, delta) => delta && texts.push(text));
  await settled(stream.start());
  expect(texts).toHaveLength(new Set(texts).size);
  expect(texts.at(-1)).toBe("abcdef");
  expect(texts.length).toBeGreaterThan(2);
});

it("onDelta hears of a text as it is read, before its frame", async () => {
  const order: string[] = [];
  const stream = streamOf(createScriptedServer({ deltas: ["abc"] }), {
    onDelta: (delta) => order.push(`read ${delta}`),
  });
  stream.subscribe((_, delta) => delta !== "" && order.push(`published ${delta}`));
  await settled(stream.start());
  expect(order).toEqual(["read abc", "published abc"]);
});

it.each(["frame", "sync"] as const)("the deltas are what the text grew by (%s)", async (flush) => {
  const stream = streamOf(trickle(), { flush });
  let text = "";
  stream.subscribe((snapshot, delta) => {
    text = delta === undefined ? snapshot.text : text + delta;
    expect(text).toBe(snapshot.text);
  });
  await settled(stream.start());
  expect(text).toBe("abcdef");
});

it("a terminal status and the last text arrive in one notification", async () => {
  const stream = streamOf(createScriptedServer({ deltas: ["all ", "of it"] }));
  const heard = record(stream);
  await settled(stream.start());
  const last = heard.filter(({ delta }) => delta !== "");
  expect(last).toMatchObject([
    { delta: "all of it", snapshot: { status: "done", verified: true } },
  ]);
  expect(heard.at(-1)).toBe(last[0]);
});

describe("a snapshot", () => {
  it("stays the same object until something changed", async () => {
    const stream = streamOf(trickle());
    const initial = stream.getSnapshot();
    expect(stream.getSnapshot()).toBe(initial);
    const ended = stream.start();
    expect(stream.getSnapshot()).not.toBe(initial);
    await settled(reached(stream, isStreaming));
    const now = stream.getSnapshot();
    await quiet();
    expect(stream.getSnapshot()).toBe(now);
    await settled(ended);
    const last = stream.getSnapshot();
    await pass(5000);
    expect(stream.getSnapshot()).toBe(last);
  });

  it.each<[string, (stream: ReturnType<typeof streamOf>) => void]>([
    ["stop without a run", (stream) => stream.stop()],
    ["reset of what is idle", (stream) => stream.reset()],
    ["setText of the text that is shown", (stream) => stream.setText("Ask me.")],
  ])("stays the same object after a %s", (_, call) => {
    const stream = streamOf(trickle(), { initialText: "Ask me." });
    const before = stream.getSnapshot();
    const heard = record(stream);
    call(stream);
    expect(stream.getSnapshot()).toBe(before);
    expect(heard).toEqual([]);
  });

  it("is never changed after it was published", async () => {
    const stream = streamOf(trickle());
    const kept: [Snapshot, string][] = [];
    stream.subscribe((snapshot) => kept.push([snapshot, JSON.stringify(snapshot)]));
    await settled(stream.start());
    expect(kept.length).toBeGreaterThan(3);
    for (const [snapshot, then] of kept) expect(JSON.stringify(snapshot)).toBe(then);
  });

  it("is published before listeners hear of it", async () => {
    const stream = streamOf(trickle());
    stream.subscribe((snapshot) => expect(stream.getSnapshot()).toBe(snapshot));
    await settled(stream.start());
  });
});

it("methods need no this", async () => {
  const { start, stop, getSnapshot, subscribe } = streamOf(trickle());
  const listener = vi.fn();
  const unsubscribe = subscribe(listener);
  const ended = start();
  stop();
  unsubscribe();
  expect(await settled(ended)).toMatchObject({ status: "stopped" });
  expect(getSnapshot().status).toBe("stopped");
  expect(listener).toHaveBeenCalled();
});
