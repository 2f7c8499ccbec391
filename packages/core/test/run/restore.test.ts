import { createPersister } from "../../src/persist/index.ts";
import { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import type { Token } from "../../src/index.ts";
import { openPageOf, type Shelf } from "../support/pages.ts";
import {
  credentialsOf,
  isStreaming,
  posts,
  reached,
  record,
  statuses,
} from "../support/streams.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const TOPIC = { topic: "tides" };
const emptyShelf = (): Shelf => ({ text: null });
const methods = ({ requests }: ScriptedServer): string[] => requests.map(({ method }) => method);

describe("a reload", () => {
  it("before any answer: the same run is posted again with a fresh token, and begins once", async () => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    const release = server.hold();
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    first.close();

    const { stream } = openPageOf(server, shelf);
    const heard = record(stream);
    const restored = stream.restore();
    const started = stream.start(TOPIC);
    release();
    await quiet();
    const [run] = server.runs;
    run!.write("a text");
    run!.finish();
    expect(await settled(started)).toMatchObject({ status: "done", text: "a text" });
    expect(await restored).toBe(await started);
    const [one, other] = posts(server).map(credentialsOf);
    expect(one!.runKey).toBe(other!.runKey);
    expect(one!.token).not.toBe(other!.token);
    expect([server.runs.length, server.tokensConsumed]).toEqual([1, 1]);
    expect(statuses(heard)).toEqual(["reconnecting", "connecting", "streaming", "done"]);
  });

  it("before any answer, which the server gave: the second post attaches", async () => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    server.failNext({ kind: "silence", begins: true });
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    first.close();
    server.runs[0]!.write("a text");
    server.runs[0]!.finish();

    const { stream } = openPageOf(server, shelf);
    void stream.restore();
    expect(await settled(stream.start(TOPIC))).toMatchObject({ status: "done", text: "a text" });
    expect(server.runs).toHaveLength(1);
  });

  it.each<[string, (server: ScriptedServer) => Token]>([
    [
      "no token for it",
      () => {
        throw new Error("no network");
      },
    ],
    [
      "a 429 for it",
      (server) => {
        server.failNext({ kind: "refuse", status: 429, code: "rate_limited" });
        return server.token();
      },
    ],
  ])(
    "before any answer, and the second post fails with %s: a retry finds the run",
    async (_, fail) => {
      const [server, shelf] = [createScriptedServer(), emptyShelf()];
      server.failNext({ kind: "silence", begins: true });
      const first = openPageOf(server, shelf);
      void first.stream.start(TOPIC);
      await quiet();
      first.close();
      server.runs[0]!.write("a text");
      server.runs[0]!.finish();

      let isFailing = true;
      const token = (): Token => (isFailing ? fail(server) : server.token());
      const { stream } = openPageOf(server, shelf, { token });
      void stream.restore();
      expect((await settled(stream.start(TOPIC))).status).toBe("error");
      isFailing = false;
      expect(await settled(stream.retry())).toMatchObject({ status: "done", text: "a text" });
      expect(server.runs).toHaveLength(1);
    },
  );

  it.each([0, 1, 5, 11])("after %i of 11 letters: the text goes on, by one post", async (seen) => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    const [run] = server.runs;
    for (const letter of "a slow text".slice(0, seen)) run!.write(letter);
    if (seen > 0) await settled(reached(first.stream, ({ text }) => text.length === seen));
    first.close();

    const { stream } = openPageOf(server, shelf);
    const heard = record(stream);
    const restored = stream.restore();
    expect(stream.getSnapshot()).toMatchObject({ status: "reconnecting", inputs: TOPIC });
    for (const letter of "a slow text".slice(seen)) run!.write(letter);
    run!.finish();
    expect(await settled(restored)).toMatchObject({ text: "a slow text", verified: true });
    expect(statuses(heard)).toEqual(["reconnecting", "streaming", "done"]);
    expect(methods(server)).toEqual(["POST", "GET"]);
    expect(server.requests[1]!.url.search).toBe("?offset=0&parts=0");
  });

  it("after the end shows the text, for as long as the server has it", async () => {
    const [server, shelf] = [createScriptedServer({ deltas: ["a text"] }), emptyShelf()];
    const first = openPageOf(server, shelf);
    await settled(first.stream.start(TOPIC));
    for (let reload = 0; reload < 3; reload++) {
      const { stream } = openPageOf(server, shelf);
      expect(await settled(stream.restore())).toMatchObject({ status: "done", text: "a text" });
    }
    server.forget();
    const { stream } = openPageOf(server, shelf, { initialText: "Ask me." });
    expect(await settled(stream.restore())).toBeUndefined();
    expect(stream.getSnapshot()).toMatchObject({ status: "idle", text: "Ask me." });
    expect([server.runs.length, shelf.text]).toEqual([1, null]);
  });

  it("of a run that the server no longer has starts anew where a start asked for it", async () => {
    const [server, shelf] = [createScriptedServer({ deltas: ["a text"] }), emptyShelf()];
    await settled(openPageOf(server, shelf).stream.start(TOPIC));
    server.forget();
    const { stream } = openPageOf(server, shelf);
    void stream.restore();
    expect(await settled(stream.start(TOPIC))).toMatchObject({ status: "done", text: "a text" });
    expect(server.runs).toHaveLength(2);
  });

  it("with other inputs: a new run starts, and the old one is cancelled without a word", async () => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    first.close();
    const { stream } = openPageOf(server, shelf);
    const heard = record(stream);
    const restored = stream.restore();
    const started = stream.start({ topic: "moons" });
    await quiet();
    server.runs[1]!.write("On moons.");
    server.runs[1]!.finish();
    expect(await settled(started)).toMatchObject({ status: "done", text: "On moons." });
    expect(await restored).toBeUndefined();
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    expect(statuses(heard)).toEqual(["reconnecting", "connecting", "streaming", "done"]);
  });
});

describe("a run whose post may be lost, which no start asks for,", () => {
  it("is looked for, and found when its post comes late", async () => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    server.failNext({ kind: "silence" });
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    const [lost] = posts(server);
    first.close();
    const { stream } = openPageOf(server, shelf);
    const restored = stream.restore();
    await pass(5000);
    void server.fetch(lost!.url, { ...lost!.init, signal: null });
    await quiet();
    server.runs[0]!.write("a text");
    server.runs[0]!.finish();
    expect(await settled(restored)).toMatchObject({ status: "done", text: "a text" });
    expect(server.runs).toHaveLength(1);
  });

  it("is cancelled after 10 s without it", async () => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    server.failNext({ kind: "silence" });
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    first.close();
    const { stream } = openPageOf(server, shelf);
    const beganAtMs = performance.now();
    expect(await settled(stream.restore())).toBeUndefined();
    expect(performance.now() - beganAtMs).toBeLessThanOrEqual(10_000);
    await quiet();
    expect(methods(server).at(-1)).toBe("DELETE");
    expect(stream.getSnapshot().status).toBe("idle");
    expect([server.runs.length, shelf.text]).toEqual([0, null]);
  });
});

describe("restore", () => {
  it("twice is once", async () => {
    const [server, shelf] = [createScriptedServer({ deltas: ["a text"] }), emptyShelf()];
    await settled(openPageOf(server, shelf).stream.start(TOPIC));
    const { stream } = openPageOf(server, shelf);
    const restored = stream.restore();
    expect(stream.restore()).toBe(restored);
    await settled(restored);
    expect(stream.restore()).toBe(restored);
    expect(methods(server)).toEqual(["POST", "GET"]);
  });

  it("finds nothing where there is nothing, no persister, or a run that is on", async () => {
    const server = createScriptedServer();
    const { stream } = openPageOf(server, emptyShelf());
    expect(await stream.restore()).toBeUndefined();
    expect(await openPageOf(server, emptyShelf(), { persister: undefined }).stream.restore()).toBe(
      undefined,
    );
    const other = openPageOf(server, emptyShelf()).stream;
    void other.start(TOPIC);
    expect(await other.restore()).toBeUndefined();
    expect(stream.getSnapshot().status).toBe("idle");
  });

  it("shows up to 64 KiB of old text in one publish", async () => {
    const [server, shelf] = [createScriptedServer({ chunkBytes: [16_384] }), emptyShelf()];
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    for (let count = 0; count < 1000; count++) server.runs[0]!.write("x".repeat(64));
    first.close();
    const { stream } = openPageOf(server, shelf, { flush: "frame" });
    const heard = record(stream);
    void stream.restore();
    await settled(reached(stream, isStreaming));
    await pass(1000);
    const grown = heard.filter(({ delta }) => delta !== "");
    expect(grown.map(({ snapshot }) => snapshot.text.length)).toEqual([64_000]);
  });

  it("calls onFinish, and shows the text as its own", async () => {
    const [server, shelf] = [createScriptedServer({ deltas: ["a text"] }), emptyShelf()];
    await settled(openPageOf(server, shelf).stream.start(TOPIC));
    const finished: string[] = [];
    const { stream } = openPageOf(server, shelf, { onFinish: ({ text }) => finished.push(text) });
    await settled(stream.restore());
    expect(finished).toEqual(["a text"]);
    expect(stream.getSnapshot()).toMatchObject({ inputs: TOPIC, runId: server.runs[0]!.id });
  });

  it("joins a start with equal inputs while the persister is asked", async () => {
    const [server, shelf] = [createScriptedServer({ deltas: ["a text"] }), emptyShelf()];
    await settled(openPageOf(server, shelf).stream.start(TOPIC));
    const persister = createPersister({
      load: slowly(shelf, 500),
      save: () => {},
      clear: () => {},
    });
    const { stream } = openPageOf(server, shelf, { persister });
    const restored = stream.restore();
    const started = stream.start(TOPIC);
    expect(await settled(started)).toMatchObject({ status: "done", text: "a text" });
    expect(await settled(restored)).toMatchObject({ status: "done" });
    expect(methods(server)).toEqual(["POST", "GET"]);
  });

  it("gives way to a start with others while the persister is asked", async () => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    first.close();
    const persister = createPersister({
      load: slowly(shelf, 500),
      save: () => {},
      clear: () => {},
    });
    const { stream } = openPageOf(server, shelf, { persister });
    const restored = stream.restore();
    void stream.start({ topic: "moons" });
    expect(await settled(restored)).toBeUndefined();
    await quiet();
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
  });

  it("cancels the run of an entry that comes later than after 2 s", async () => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    first.close();
    const persister = createPersister({
      load: slowly(shelf, 2500),
      save: () => {},
      clear: () => {},
    });
    const { stream } = openPageOf(server, shelf, { persister });
    expect(await settled(stream.restore())).toBeUndefined();
    expect(stream.getSnapshot().status).toBe("idle");
    await pass(1000);
    expect(server.runs[0]!.isCancelled).toBe(true);
  });
});

describe("a start without restore", () => {
  it.each([
    ["is on", false],
    ["has ended", true],
  ])("takes up an equal run that %s, by one post", async (_, hasEnded) => {
    const [server, shelf] = [createScriptedServer(), emptyShelf()];
    const first = openPageOf(server, shelf);
    const ended = first.stream.start(TOPIC);
    await quiet();
    server.runs[0]!.write("a text");
    if (hasEnded) {
      server.runs[0]!.finish();
      await settled(ended);
    }
    first.close();
    const { stream } = openPageOf(server, shelf);
    const started = stream.start(TOPIC);
    await quiet();
    server.runs[0]!.finish();
    expect(await settled(started)).toMatchObject({ status: "done", text: "a text" });
    expect(methods(server)).toEqual(["POST", "GET"]);
    // the next one is a new one
    void stream.start(TOPIC);
    await quiet();
    expect(server.runs).toHaveLength(2);
  });
});

it("a start without restore cancels another run that is remembered, and remembers its own", async () => {
  const [server, shelf] = [createScriptedServer(), emptyShelf()];
  const first = openPageOf(server, shelf);
  void first.stream.start(TOPIC);
  await quiet();
  first.close();
  const before = shelf.text;
  const second = openPageOf(server, shelf).stream;
  void second.start({ topic: "moons" });
  await quiet();
  expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
  expect(shelf.text).not.toBe(before);
  server.runs[1]!.write("x");
  await settled(reached(second, isStreaming));
});

function slowly({ text }: Shelf, ms: number): () => Promise<string | null> {
  return () => new Promise((resolve) => setTimeout(() => resolve(text), ms));
}

it("a persister that fails ends no run, and what is told of it holds no Run-Key", async () => {
  const told: unknown[] = [];
  vi.spyOn(console, "warn").mockImplementation((...words) => void told.push(...words));
  const server = createScriptedServer({ deltas: ["text"] });
  const persister = createPersister({
    load: () => null,
    save: (value) => {
      throw new Error(`No room for ${value}`);
    },
    clear: () => {},
  });
  expect(
    await settled(openPageOf(server, emptyShelf(), { persister }).stream.start()),
  ).toMatchObject({ status: "done", text: "text" });
  expect(told).toHaveLength(1);
  const { runKey } = credentialsOf(server.requests[0]!);
  expect(String(told)).toContain("No room for");
  expect(String(told)).not.toContain(runKey!.split(".")[1]);
});

it("no timer outlives a persister that has answered", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const persister = createPersister({
    load: async () => null,
    save: async () => {},
    clear: async () => {},
  });
  const { stream } = openPageOf(server, emptyShelf(), { persister });
  expect(await settled(stream.start())).toMatchObject({ status: "done" });
  await quiet();
  expect(vi.getTimerCount()).toBe(0);
});
