import { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import type { WorkflowStream } from "../../src/index.ts";
import { sessionPersister } from "../../src/persist/index.ts";
import { openPageOf, type Shelf } from "../support/pages.ts";
import { isStreaming, reached, record, statuses, streamOf } from "../support/streams.ts";
import { openTabs, type TabOptions } from "../support/tabs.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

type Stream = WorkflowStream<Record<string, unknown>>;

const TIDES = { topic: "tides" };
const MOONS = { topic: "moons" };

/** What a binding does on mount. */
async function mount(stream: Stream, inputs?: object): Promise<() => void> {
  const release = stream.retain();
  void stream.restore();
  if (inputs) void stream.start({ ...inputs });
  await quiet();
  return release;
}

const immediate = (inputs: Record<string, unknown>): TabOptions => ({ immediate: true, inputs });
const isDone = ({ status }: { status: string }): boolean => status === "done";
const cancelled = ({ runs }: ScriptedServer): boolean[] =>
  runs.map(({ isCancelled }) => isCancelled);

/** Lets a run have some text that a stream shows. */
async function write(server: ScriptedServer, run: number, stream: Stream): Promise<void> {
  await quiet();
  server.runs[run]!.write("a text");
  await settled(reached(stream, isStreaming));
}

/** Two tabs, one of which has run something to its end, and the other has followed it. */
async function openFollowing(): Promise<{ server: ScriptedServer; one: Stream; other: Stream }> {
  const server = createScriptedServer();
  const open = openTabs(server);
  const [one, other] = [open("one"), open("other")];
  await mount(one);
  await mount(other);
  void one.start(TIDES);
  await write(server, 0, one);
  await settled(reached(other, isStreaming));
  server.runs[0]!.finish();
  for (const stream of [one, other]) await settled(reached(stream, isDone));
  return { server, one, other };
}

describe("a run that begins in another tab", () => {
  it("is followed by a tab that has none on, by one post, and again when it begins again", async () => {
    const { server, one, other } = await openFollowing();
    expect(other.getSnapshot()).toMatchObject({ inputs: TIDES, verified: true });
    const heard = record(other);
    void one.start(MOONS);
    await write(server, 1, one);
    await settled(reached(other, isStreaming));
    server.runs[1]!.finish();
    await settled(reached(other, isDone));
    expect(other.getSnapshot().inputs).toEqual(MOONS);
    expect(statuses(heard)).toEqual(["reconnecting", "streaming", "done"]);
    expect([server.count("POST"), server.tokensConsumed]).toEqual([2, 2]);
    expect(cancelled(server)).toEqual([false, false]);
  });

  it("is followed by a tab that starts by itself where it asks for the same", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one", immediate(TIDES)), open("other", immediate(TIDES))];
    await mount(one, TIDES);
    await write(server, 0, one);
    await mount(other, TIDES);
    server.runs[0]!.finish();
    await settled(reached(other, isDone));
    void one.start(TIDES);
    await write(server, 1, one);
    await settled(reached(other, isStreaming));
    server.runs[1]!.finish();
    await settled(reached(other, isDone));
    expect(server.count("POST")).toBe(2);
  });

  it("is left alone by a tab that starts by itself and asks for something else", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one", immediate(TIDES)), open("other", immediate(MOONS))];
    await mount(one, TIDES);
    await write(server, 0, one);
    await mount(other, MOONS);
    await write(server, 1, other);
    for (const run of server.runs) run.finish();
    for (const stream of [one, other]) await settled(reached(stream, isDone));
    const [shown, asked] = [other.getSnapshot(), server.requests.length];
    void one.start(TIDES);
    await write(server, 2, one);
    await pass(10_000);
    expect(other.getSnapshot()).toBe(shown);
    expect(server.requests).toHaveLength(asked + 1);
  });

  it("is left alone by a tab that has one on, which goes on", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    await mount(one, TIDES);
    await write(server, 0, one);
    await mount(other, MOONS);
    await write(server, 1, other);
    await pass(10_000);
    for (const run of server.runs) run.finish();
    for (const stream of [one, other]) await settled(reached(stream, isDone));
    expect(one.getSnapshot().inputs).toEqual(TIDES);
    expect(cancelled(server)).toEqual([false, false]);
  });

  it("is left alone by a tab whose text was set, or set back", async () => {
    for (const act of [(s: Stream) => s.setText("mine"), (s: Stream) => s.reset()]) {
      const { server, one, other } = await openFollowing();
      act(other);
      const shown = other.getSnapshot();
      void one.start(MOONS);
      await write(server, 1, one);
      await pass(10_000);
      expect(other.getSnapshot()).toBe(shown);
      // its own start makes it one that follows again
      void other.start(MOONS);
      await settled(reached(other, isStreaming));
      expect(server.count("POST")).toBe(2);
    }
  });

  it("is stopped by any tab for all that follow", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const tabs = ["one", "other", "third"].map((name) => open(name));
    for (const stream of tabs) await mount(stream);
    void tabs[0]!.start(TIDES);
    await write(server, 0, tabs[0]!);
    for (const stream of tabs) await settled(reached(stream, isStreaming));
    tabs[2]!.stop();
    for (const stream of tabs) await settled(reached(stream, ({ status }) => status === "stopped"));
    await pass(10_000);
    expect([server.count("POST"), server.count("DELETE")]).toEqual([1, 1]);
  });

  it("is not cancelled by a tab that follows it and starts another", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    await mount(one);
    await mount(other);
    void one.start(TIDES);
    await write(server, 0, one);
    await settled(reached(other, isStreaming));
    void other.start(MOONS);
    await write(server, 1, other);
    await pass(10_000);
    expect(cancelled(server)).toEqual([false, false]);
    expect(one.getSnapshot()).toMatchObject({ status: "streaming", inputs: TIDES });
  });

  it("is not heard of by a tab that shows nothing, but when it does again", async () => {
    const server = createScriptedServer();
    const open = openTabs(server);
    const [one, other] = [open("one"), open("other")];
    await mount(one);
    const release = await mount(other);
    release();
    await pass(1);
    void one.start(TIDES);
    await write(server, 0, one);
    await pass(1000);
    expect([other.getSnapshot().status, server.count("GET")]).toEqual(["idle", 0]);
    await mount(other);
    await settled(reached(other, isStreaming));
  });

  it("is looked for by a page that comes out of the back/forward cache", async () => {
    const [server, shelf]: [ScriptedServer, Shelf] = [createScriptedServer(), { text: null }];
    const { stream } = openPageOf(server, shelf);
    await mount(stream);
    const later = openPageOf(server, shelf).stream;
    void later.start(TIDES);
    await write(server, 0, later);
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false }));
    await pass(100);
    expect(stream.getSnapshot().status).toBe("idle");
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    await settled(reached(stream, isStreaming));
    expect(server.count("POST")).toBe(1);
  });
});

it("a duplicate of a tab follows its run, and leaves it alone when it starts another", async () => {
  const server = createScriptedServer();
  const shelf: Shelf = { text: null };
  const tab = (name: string, own: Shelf): Stream => {
    const { stream } = openPageOf(server, own, {}, { owner: () => name });
    return stream;
  };
  const one = tab("one", shelf);
  await mount(one, TIDES);
  await write(server, 0, one);
  const duplicate = tab("other", { ...shelf });
  await mount(duplicate);
  await settled(reached(duplicate, isStreaming));
  void duplicate.start(MOONS);
  await write(server, 1, duplicate);
  expect(cancelled(server)).toEqual([false, false]);
});

describe("two streams of one name that are mounted in one page", () => {
  const open = (server: ScriptedServer, name: string): Stream =>
    streamOf(server, { persister: sessionPersister(name), flush: "sync" });

  it("the later takes it, with one warning, and cancels nothing of the other", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const server = createScriptedServer();
    const [one, other] = [open(server, "twice"), open(server, "twice")];
    await mount(one, TIDES);
    await write(server, 0, one);
    await mount(other, MOONS);
    await write(server, 1, other);
    expect(cancelled(server)).toEqual([false, false]);
    const kept = sessionStorage.getItem("workflow-stream:twice");
    server.runs[0]!.finish();
    await settled(reached(one, isDone));
    one.reset();
    await quiet();
    expect(sessionStorage.getItem("workflow-stream:twice")).toBe(kept);
    const third = open(server, "twice");
    await mount(third);
    await settled(reached(third, isStreaming));
    expect(third.getSnapshot().inputs).toEqual(MOONS);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("the one that lost it stops its run when it goes", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const server = createScriptedServer();
    const [one, other] = [open(server, "lost"), open(server, "lost")];
    const release = await mount(one, TIDES);
    await write(server, 0, one);
    await mount(other, MOONS);
    release();
    await pass(10);
    expect(cancelled(server)).toEqual([true, false]);
  });

  it("are none where one takes the place of the other, or is mounted again", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const server = createScriptedServer();
    const one = open(server, "again");
    const release = one.retain();
    const releaseAgain = one.retain();
    release();
    releaseAgain();
    await mount(open(server, "again"), TIDES);
    await mount(open(server, "another"), TIDES);
    expect(warn).not.toHaveBeenCalled();
  });
});
