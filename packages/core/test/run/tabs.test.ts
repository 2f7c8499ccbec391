import { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import type { Persister, WorkflowStream } from "../../src/index.ts";
import { persisterOf, type Shelf } from "../support/pages.ts";
import { isStreaming, reached, streamOf } from "../support/streams.ts";
import { openTabs } from "../support/tabs.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

type Stream = WorkflowStream<Record<string, unknown>>;

const TIDES = { topic: "tides" };
const MOONS = { topic: "moons" };

/** What a binding does on mount with `immediate`. */
function mount(stream: Stream, inputs: object): void {
  void stream.restore();
  void stream.start({ ...inputs });
}

/** Lets a stream show the first text of its run. */
async function write(server: ScriptedServer, run: number, stream: Stream): Promise<void> {
  await quiet();
  server.runs[run]!.write("a text");
  await settled(reached(stream, isStreaming));
}

describe("two tabs that share a storage", () => {
  it("opened together with equal inputs are one run", async () => {
    const server = createScriptedServer({ deltas: ["a text"] });
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    mount(one, TIDES);
    mount(other, TIDES);
    for (const stream of [one, other])
      expect(await settled(reached(stream, ({ status }) => status === "done"))).toMatchObject({
        text: "a text",
      });
    expect([server.runs.length, server.tokensConsumed]).toEqual([1, 1]);
  });

  it("opened one after the other with equal inputs are one run, which either stops for both", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    mount(one, TIDES);
    await write(server, 0, one);
    mount(other, TIDES);
    await settled(reached(other, isStreaming));
    other.stop();
    await settled(reached(one, ({ status }) => status === "stopped"));
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true]);
  });

  it("with other inputs are two runs, and no more", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    mount(one, TIDES);
    await write(server, 0, one);
    mount(other, MOONS);
    await write(server, 1, other);
    await pass(10_000);
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([false, false]);
    for (const run of server.runs) run.finish();
    for (const stream of [one, other])
      await settled(reached(stream, ({ status }) => status === "done"));
    expect(server.count("POST")).toBe(2);
  });

  it("opened together with other inputs are two runs", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    mount(open("one"), TIDES);
    mount(open("other"), MOONS);
    await pass(10_000);
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([false, false]);
  });

  it("a tab that follows a run leaves it alone when it starts another", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    mount(one, TIDES);
    await write(server, 0, one);
    void other.restore();
    await settled(reached(other, isStreaming));
    void other.start(MOONS);
    await quiet();
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([false, false]);
    server.runs[0]!.finish();
    await settled(reached(one, ({ status }) => status === "done"));
  });

  it("who began a run cancels it for another one, also after a reload", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const before = open("one");
    mount(before, TIDES);
    await write(server, 0, before);
    mount(open("one"), MOONS);
    await quiet();
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
  });

  it("a tab forgets its own run, not the one that another began since", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    mount(one, TIDES);
    await write(server, 0, one);
    mount(other, MOONS);
    await write(server, 1, other);
    one.stop();
    const third = open("other");
    void third.restore();
    await settled(reached(third, isStreaming));
    expect(third.getSnapshot().inputs).toEqual(MOONS);
  });

  it("a text that was read to its end is not read again by a start", async () => {
    const server = createScriptedServer({ deltas: ["a text"] });
    const stream = openTabs(server)("one");
    for (let count = 0; count < 2; count++) await settled(stream.start(TIDES));
    expect(server.runs).toHaveLength(2);
  });
});

it("a run that is stopped while it is looked for another tab's is not remembered", async () => {
  const server = createScriptedServer({ deltas: ["a text"] });
  const shelf: Shelf = { text: null };
  const persister: Persister = {
    ...persisterOf(shelf),
    load: () => new Promise((resolve) => setTimeout(() => resolve(shelf.text), 100)),
    exclusively: (work) => work(),
  };
  const stream = streamOf(server, { persister });
  void stream.restore();
  await pass(150);
  const ended = stream.start(TIDES);
  await pass(50);
  stream.stop();
  expect(await settled(ended)).toMatchObject({ status: "stopped" });
  await pass(1000);
  expect([shelf.text, server.requests.length]).toEqual([null, 0]);
});

it.each<[string, NonNullable<Persister["exclusively"]>]>([
  ["rejects", () => Promise.reject(new Error("No lock"))],
  ["never begins the work", async () => {}],
])("a persister whose turn %s holds up nothing", async (_, exclusively) => {
  const server = createScriptedServer({ deltas: ["a text"] });
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const persister = { ...persisterOf({ text: null }), exclusively };
  expect(await settled(streamOf(server, { persister }).start())).toMatchObject({ status: "done" });
});
