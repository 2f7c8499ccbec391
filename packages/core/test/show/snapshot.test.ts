import { createScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../src/index.ts";
import { isStreaming, reached, record, SLOW, streamOf } from "../support/streams.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

describe("a snapshot", () => {
  it("stays the same object until something changed", async () => {
    const stream = streamOf(createScriptedServer(SLOW));
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
    const stream = streamOf(createScriptedServer(SLOW), { initialText: "Ask me." });
    const before = stream.getSnapshot();
    const heard = record(stream);
    call(stream);
    expect(stream.getSnapshot()).toBe(before);
    expect(heard).toEqual([]);
  });

  it("is never changed after it was published", async () => {
    const stream = streamOf(createScriptedServer(SLOW));
    const kept: [Snapshot, string][] = [];
    stream.subscribe((snapshot) => kept.push([snapshot, JSON.stringify(snapshot)]));
    await settled(stream.start());
    expect(kept.length).toBeGreaterThan(3);
    for (const [snapshot, then] of kept) expect(JSON.stringify(snapshot)).toBe(then);
  });

  it("is published before listeners hear of it", async () => {
    const stream = streamOf(createScriptedServer(SLOW));
    const published: boolean[] = [];
    stream.subscribe((snapshot) => published.push(stream.getSnapshot() === snapshot));
    await settled(stream.start());
    expect(new Set(published)).toEqual(new Set([true]));
  });
});

it("methods need no this", async () => {
  const { start, stop, getSnapshot, subscribe } = streamOf(createScriptedServer(SLOW));
  const listener = vi.fn();
  const unsubscribe = subscribe(listener);
  const ended = start();
  stop();
  unsubscribe();
  expect(await settled(ended)).toMatchObject({ status: "stopped" });
  expect(getSnapshot().status).toBe("stopped");
  expect(listener).toHaveBeenCalled();
});
