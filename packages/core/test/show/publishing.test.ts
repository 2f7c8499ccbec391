import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import { isStreaming, reached, record, streamOf } from "../support/streams.ts";
import { quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

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

  it("comes 60 times a second while text flows", async () => {
    const deltas = [..."a text that is long enough for some frames"];
    const stream = streamOf(createScriptedServer({ deltas, chunkBytes: [70], gapMs: 5 }));
    const atMs: number[] = [];
    stream.subscribe(({ status }) => status === "streaming" && atMs.push(performance.now()));
    await settled(stream.start());
    const apartMs = atMs.slice(1).map((at, n) => at - atMs[n]!);
    expect(apartMs.length).toBeGreaterThan(2);
    expect(Math.min(...apartMs)).toBeGreaterThanOrEqual(16);
    expect(Math.max(...apartMs)).toBeLessThanOrEqual(16 + 2 * 5);
  });
});

it("is at most 250 ms late where timers are late, as in a hidden tab", async () => {
  const set = globalThis.setTimeout;
  const late = vi
    .spyOn(globalThis, "setTimeout")
    .mockImplementation(((run: () => void, ms = 0) =>
      set(run, ms <= 250 && ms > 10 ? 1000 : ms)) as typeof set);
  const deltas = Array.from({ length: 400 }, (_, n) => `${n} `);
  const stream = streamOf(createScriptedServer({ deltas, chunkBytes: [70], gapMs: 5 }));
  const atMs: number[] = [];
  stream.subscribe(({ status }) => status === "streaming" && atMs.push(performance.now()));
  await settled(stream.start());
  late.mockRestore();
  const apartMs = atMs.slice(1).map((at, n) => at - atMs[n]!);
  expect(apartMs.length).toBeGreaterThan(0);
  expect(Math.max(...apartMs)).toBeLessThan(300);
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
  const heard = record(stream);
  await settled(stream.start());
  let text = "";
  for (const { snapshot, delta } of heard) expect((text += delta)).toBe(snapshot.text);
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
