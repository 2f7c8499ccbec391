import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Snapshot, WorkflowStream } from "../../src/index.ts";
import { createPersister } from "../../src/persist/index.ts";
import { createClock } from "../../src/run/clock.ts";
import { openPageOf, type Shelf } from "../support/pages.ts";
import { type PageTime, usePageTime } from "../support/pageTime.ts";
import { streamOf } from "../support/streams.ts";

const MINUTE_MS = 60_000;
const TOPIC = { topic: "tides" };
const AWAY: Fault[] = Array.from({ length: 100 }, () => ({ kind: "reset" }));

let time: PageTime;
beforeEach(() => {
  time = usePageTime();
  vi.spyOn(Math, "random").mockReturnValue(0.99);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** How a page learns that it goes on; where it learns nothing, its timers end. */
const THAWS: [string, () => void][] = [
  ["and hears nothing", () => {}],
  ["and is shown", () => document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))],
  ["and resumes", () => document.dispatchEvent(new Event("resume"))],
  [
    "and comes out of the back/forward cache",
    () => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
  ],
  ["and has a network again", () => window.dispatchEvent(new Event("online"))],
];

/** A stream of a run that has some text. */
async function streaming(): Promise<{
  server: ScriptedServer;
  stream: WorkflowStream;
  snapshot: () => Snapshot;
}> {
  const server = createScriptedServer();
  const stream = streamOf(server, { flush: "sync" });
  stream.retain();
  void stream.start(TOPIC);
  await time.run(0);
  server.runs[0]!.write("half");
  await time.run(10);
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "half" });
  return { server, stream, snapshot: stream.getSnapshot };
}

describe.each(THAWS)("a page that does not run for a minute %s", (_, thaw) => {
  it("goes on looking for a run that broke off", async () => {
    const { server, snapshot } = await streaming();
    server.failNext(...AWAY);
    server.runs[0]!.cut();
    await time.run(12_000);
    expect(snapshot().status).toBe("reconnecting");
    time.freeze(MINUTE_MS);
    thaw();
    await time.run(3_000);
    expect(snapshot().status).toBe("reconnecting");
    server.heal();
    server.runs[0]!.write(" and half");
    server.runs[0]!.finish();
    await time.run(8_000);
    expect(snapshot()).toMatchObject({ status: "done", text: "half and half" });
    expect(server.count("POST")).toBe(1);
  });

  it("goes on with a look that is not answered yet", async () => {
    const { server, snapshot } = await streaming();
    const release = server.hold();
    server.runs[0]!.cut();
    await time.run(6_000);
    time.freeze(MINUTE_MS);
    thaw();
    await time.run(1_000);
    release();
    server.runs[0]!.finish();
    await time.run(1_000);
    expect(snapshot()).toMatchObject({ status: "done", text: "half" });
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  it("waits on for a body that is silent", async () => {
    const { server, snapshot } = await streaming();
    await time.run(50_000);
    time.freeze(10 * MINUTE_MS);
    thaw();
    // as long as it was not seen that the page did not run, and what was left before
    await time.run(4_500);
    expect(snapshot().status).toBe("streaming");
    server.runs[0]!.write(" and half");
    server.runs[0]!.finish();
    await time.run(10);
    expect(snapshot()).toMatchObject({ status: "done", text: "half and half" });
    expect(server.requests).toHaveLength(1);
  });

  it("waits on for an answer", async () => {
    const server = createScriptedServer({ deltas: ["a text"] });
    const release = server.hold();
    const stream = streamOf(server);
    void stream.start(TOPIC);
    await time.run(10_000);
    time.freeze(MINUTE_MS);
    thaw();
    await time.run(10_000);
    release();
    await time.run(1_000);
    expect(stream.getSnapshot()).toMatchObject({ status: "done", text: "a text" });
    expect(server.requests).toHaveLength(1);
  });

  it("waits on for its persister", async () => {
    const server = createScriptedServer({ deltas: ["a text"] });
    const shelf: Shelf = { text: null };
    void openPageOf(server, shelf).stream.start(TOPIC);
    await time.run(10);
    let answer!: (text: string | null) => void;
    const persister = createPersister({
      load: () => new Promise((resolve) => (answer = resolve)),
      save() {},
      clear() {},
    });
    const { stream } = openPageOf(server, { text: null }, { persister });
    void stream.restore();
    time.freeze(MINUTE_MS);
    thaw();
    setTimeout(() => answer(shelf.text));
    await time.run(100);
    expect(stream.getSnapshot()).toMatchObject({ status: "done", text: "a text" });
    expect(server.count("DELETE")).toBe(0);
  });
});

it("a silence that lasts while the page runs ends, before the page slept and after", async () => {
  const { snapshot } = await streaming();
  await time.run(30_000);
  time.freeze(10 * MINUTE_MS);
  await time.run(40_000);
  expect(snapshot().status).not.toBe("streaming");
});

it("of a time in which the page did not run 5 s count at most, whatever waits", async () => {
  const clock = createClock();
  const ended: string[] = [];
  const beganAtMs = clock.now();
  clock.after(30_000, () => ended.push("long"));
  clock.after(1_000, () => ended.push("short"));
  await time.run(500);
  time.freeze(MINUTE_MS);
  expect(clock.now() - beganAtMs).toBeLessThanOrEqual(5_500);
  await time.run(900);
  expect(ended).toEqual(["short"]);
  await time.run(23_000);
  expect(ended).toEqual(["short"]);
  await time.run(6_000);
  expect(ended).toEqual(["short", "long"]);
});
