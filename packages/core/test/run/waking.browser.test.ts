import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RunResult, WorkflowStream } from "../../src/index.ts";
import { localPersister } from "../../src/persist/index.ts";
import { openPageOf, type Shelf } from "../support/pages.ts";
import { isStreaming, reached, record, statuses, streamOf } from "../support/streams.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

type Stream = WorkflowStream<Record<string, unknown>>;

const AWAY: Fault[] = Array.from({ length: 100 }, () => ({ kind: "reset" }));

let visibility: DocumentVisibilityState;
beforeEach(() => {
  visibility = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
});

function show(value: DocumentVisibilityState): void {
  visibility = value;
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}

/** A run that has some text, whose connection breaks while the server is away. */
async function brokenOff(): Promise<{
  server: ScriptedServer;
  stream: Stream;
  ended: Promise<RunResult>;
  release: () => void;
}> {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const server = createScriptedServer();
  const stream = streamOf(server, { flush: "sync" });
  const release = stream.retain();
  const ended = stream.start();
  await quiet();
  server.runs[0]!.write("half");
  await settled(reached(stream, isStreaming));
  server.failNext(...AWAY);
  server.runs[0]!.cut();
  await settled(reached(stream, ({ status }) => status === "reconnecting"));
  return { server, stream, ended, release };
}

const WAKING: [string, () => void][] = [
  ["visibilitychange", () => show("visible")],
  ["pageshow", () => window.dispatchEvent(new Event("pageshow"))],
  ["resume", () => document.dispatchEvent(new Event("resume"))],
  ["online", () => window.dispatchEvent(new Event("online"))],
];

describe.each(WAKING)("on %s", (_, wake) => {
  it("a run that broke off is looked for at once", async () => {
    const { server, ended } = await brokenOff();
    // between two tries that are 8 s apart
    await pass(12_000);
    server.heal();
    server.runs[0]!.write(" and half");
    server.runs[0]!.finish();
    const wokeAtMs = performance.now();
    wake();
    expect(await settled(ended)).toMatchObject({ status: "done", text: "half and half" });
    expect(server.requests.at(-1)!.atMs - wokeAtMs).toBeLessThan(10);
    expect(server.runs).toHaveLength(1);
  });

  it("one that ended as interrupted while nobody saw the page is picked up, and ends anew", async () => {
    const { server, stream, ended } = await brokenOff();
    show("hidden");
    const interrupted = await settled(ended);
    expect(interrupted).toMatchObject({ status: "error", error: { code: "interrupted" } });
    server.heal();
    const heard = record(stream);
    wakeHidden(wake);
    await quiet();
    server.runs[0]!.finish();
    await settled(reached(stream, ({ status }) => status === "done"));
    expect(statuses(heard)).toEqual(["reconnecting", "done"]);
    expect(await ended).toBe(interrupted);
    expect(server.count("POST")).toBe(1);
  });
});

/** The page is shown again before it hears of it. */
function wakeHidden(wake: () => void): void {
  visibility = "visible";
  wake();
}

it("waking cuts no Retry-After short", async () => {
  const { server, stream, ended } = await brokenOff();
  server.heal();
  server.failNext({ kind: "refuse", status: 503, retryAfter: "9" });
  await settled(reached(stream, ({ attempt }) => attempt > 2));
  const asked = server.requests.length;
  for (let woken = 0; woken < 5; woken++) {
    await pass(1000);
    window.dispatchEvent(new Event("online"));
    await quiet();
  }
  expect(server.requests).toHaveLength(asked);
  server.runs[0]!.finish();
  expect(await settled(ended)).toMatchObject({ status: "done", text: "half" });
});

it("waking starts no run: where the server no longer has it, the ending stays", async () => {
  const { server, stream, ended } = await brokenOff();
  show("hidden");
  await settled(ended);
  server.heal();
  server.forget();
  show("visible");
  await settled(reached(stream, ({ status }) => status === "reconnecting"));
  await settled(reached(stream, ({ status }) => status === "error"));
  expect(stream.getSnapshot()).toMatchObject({ text: "half", error: { code: "interrupted" } });
  await pass(60_000);
  expect(server.runs).toHaveLength(1);
});

it("waking starts no run: where the server ended it as nobody read it, it is interrupted", async () => {
  const { server, stream, ended } = await brokenOff();
  show("hidden");
  await settled(ended);
  server.heal();
  server.runs[0]!.fail("Nobody read it", "abandoned");
  show("visible");
  await settled(reached(stream, ({ status }) => status === "reconnecting"));
  await settled(reached(stream, ({ status }) => status === "error"));
  expect(stream.getSnapshot()).toMatchObject({
    text: "half",
    error: { code: "interrupted", serverCode: "abandoned", retryable: true },
  });
  await pass(60_000);
  expect(server.runs).toHaveLength(1);
  void stream.retry();
  await quiet();
  expect(server.runs).toHaveLength(2);
});

it("an ending that was seen stays", async () => {
  const { server, ended } = await brokenOff();
  await settled(ended);
  await staysAsItIs(server);
});

it("a text that took the place of one that broke off unseen stays", async () => {
  const { server, stream, ended } = await brokenOff();
  show("hidden");
  await settled(ended);
  stream.setText("mine");
  await staysAsItIs(server);
  expect(stream.getSnapshot().text).toBe("mine");
});

async function staysAsItIs(server: ScriptedServer): Promise<void> {
  const before = server.requests.length;
  show("hidden");
  show("visible");
  await pass(10_000);
  expect(server.requests).toHaveLength(before);
}

it("a page that stays hidden wakes nothing", async () => {
  const { server, ended } = await brokenOff();
  show("hidden");
  await settled(ended);
  const before = server.requests.length;
  window.dispatchEvent(new Event("online"));
  await pass(10_000);
  expect(server.requests).toHaveLength(before);
});

it("nothing is listened to before retain or restore, nor after the last release", async () => {
  const added = vi.spyOn(globalThis, "addEventListener");
  const removed = vi.spyOn(globalThis, "removeEventListener");
  const stream = streamOf(createScriptedServer());
  stream.subscribe(() => {});
  const waking = (calls: unknown[][]): number =>
    calls.filter(([name]) => name === "pageshow").length;
  expect(waking(added.mock.calls)).toBe(0);
  const releases = [stream.retain(), stream.retain()];
  void stream.restore();
  expect(waking(added.mock.calls)).toBe(1);
  for (const release of releases) release();
  await pass(1);
  expect(waking(removed.mock.calls)).toBe(1);
});

describe("a stream that nobody retains listens after restore", () => {
  /** How many listen for the page's waking, or for other tabs, more than before. */
  function countListeners(): () => number {
    const added = vi.spyOn(globalThis, "addEventListener");
    const removed = vi.spyOn(globalThis, "removeEventListener");
    const isOurs = ([name]: unknown[]): boolean => name === "pageshow" || name === "storage";
    return () => added.mock.calls.filter(isOurs).length - removed.mock.calls.filter(isOurs).length;
  }

  it("not at all where there is nothing to be restored", async () => {
    const restoreNothing = async (): Promise<void> => {
      for (const persister of [localPersister("none"), undefined])
        await streamOf(createScriptedServer(), { persister }).restore();
    };
    // the first of a page names its tab, and keeps that name as long as the page
    await restoreNothing();
    const count = countListeners();
    await restoreNothing();
    expect(count()).toBe(0);
  });

  it("until its run has ended for good", async () => {
    const [server, shelf]: [ScriptedServer, Shelf] = [createScriptedServer(), { text: null }];
    const before = openPageOf(server, shelf);
    void before.stream.start();
    await quiet();
    before.close();
    const count = countListeners();
    const { stream } = openPageOf(server, shelf);
    void stream.restore();
    await quiet();
    expect(count()).toBeGreaterThan(0);
    show("hidden");
    server.failNext(...AWAY);
    server.runs[0]!.cut();
    await settled(reached(stream, ({ status }) => status === "error"));
    server.heal();
    server.runs[0]!.write("a text");
    server.runs[0]!.finish();
    show("visible");
    await settled(reached(stream, ({ status }) => status === "done"));
    expect(count()).toBe(0);
  });
});
