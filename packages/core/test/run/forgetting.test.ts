import { createPersister } from "../../src/persist/index.ts";
import {
  createScriptedServer,
  type Fault,
  openPage,
  type ScriptedServer,
} from "@workflow-stream/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PersisterStorage, Persister, WorkflowStream } from "../../src/index.ts";
import { openPageOf, persisterOf, type Shelf } from "../support/pages.ts";
import { isStreaming, posts, reached, streamOf } from "../support/streams.ts";
import { pass, quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

type Stream = WorkflowStream<Record<string, unknown>>;

const TOPIC = { topic: "tides" };
const never = (): Promise<never> => new Promise(() => {});

/** Starts a run that is written by hand, and waits for its first text. */
async function streaming(server: ScriptedServer, shelf: Shelf): Promise<Stream> {
  const { stream } = openPageOf(server, shelf);
  void stream.start(TOPIC);
  await quiet();
  server.runs[0]!.write("a text");
  await settled(reached(stream, isStreaming));
  expect(shelf.text).not.toBeNull();
  return stream;
}

describe("a run is forgotten", () => {
  it.each<[string, (stream: Stream) => unknown]>([
    ["stop()", ({ stop }) => stop()],
    ["reset()", ({ reset }) => reset()],
    ["setText()", ({ setText }) => setText("mine")],
  ])("on %s", async (_, act) => {
    const [server, shelf] = [createScriptedServer(), { text: null }];
    act(await streaming(server, shelf));
    await quiet();
    expect(shelf.text).toBeNull();
    expect(server.runs[0]!.isCancelled).toBe(true);
  });

  it.each<[string, (stream: Stream) => unknown]>([
    ["reset()", ({ reset }) => reset()],
    ["setText()", ({ setText }) => setText("mine")],
  ])("on %s after its end", async (_, act) => {
    const [server, shelf] = [createScriptedServer(), { text: null }];
    const stream = await streaming(server, shelf);
    server.runs[0]!.finish();
    await settled(reached(stream, ({ status }) => status === "done"));
    expect(shelf.text).not.toBeNull();
    act(stream);
    expect(shelf.text).toBeNull();
  });

  it.each<[string, (server: ScriptedServer) => void]>([
    ["it failed", ({ runs }) => runs[0]!.fail("The model failed", "upstream_failed")],
    ["nobody read it", ({ runs }) => runs[0]!.fail("Nobody read it", "abandoned")],
    ["it was cancelled elsewhere", ({ runs }) => runs[0]!.abort()],
  ])("when %s", async (_, end) => {
    const [server, shelf] = [createScriptedServer(), { text: null }];
    const stream = await streaming(server, shelf);
    end(server);
    await settled(reached(stream, ({ isLoading }) => !isLoading));
    expect(shelf.text).toBeNull();
  });

  it("by a start with other inputs, which cancels it, also after it broke off", async () => {
    const [server, shelf] = [createScriptedServer(), { text: null as string | null }];
    const stream = await streaming(server, shelf);
    const before = shelf.text;
    server.failNext(...Array.from({ length: 60 }, (): Fault => ({ kind: "reset" })));
    server.runs[0]!.cut();
    await settled(reached(stream, ({ status }) => status === "error"));
    expect(shelf.text).toBe(before);
    server.heal();
    void stream.start({ topic: "moons" });
    await quiet();
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    expect(shelf.text).not.toBe(before);
  });

  it.each<[string, Fault]>([
    ["a refusal", { kind: "refuse", status: 403 }],
    [
      "a failure before its first text",
      { kind: "refuse", status: 502, code: "upstream_failed", begins: true },
    ],
  ])("after %s", async (_, fault) => {
    const shelf: Shelf = { text: null };
    const { stream } = openPageOf(createScriptedServer({ faults: [fault] }), shelf);
    expect(await settled(stream.start(TOPIC))).toMatchObject({ status: "error" });
    expect(shelf.text).toBeNull();
  });

  it("when a page that picks it up hears that it failed before its first text", async () => {
    const [server, shelf] = [createScriptedServer(), { text: null }];
    const first = openPageOf(server, shelf);
    void first.stream.start(TOPIC);
    await quiet();
    first.close();
    server.failNext({ kind: "refuse", status: 504, code: "idle_timeout" });
    const { stream } = openPageOf(server, shelf);
    expect(await settled(stream.restore())).toMatchObject({
      error: { serverCode: "idle_timeout" },
    });
    expect(shelf.text).toBeNull();
  });
});

describe("a run is kept", () => {
  it.each<[string, Fault]>([
    ["the network fails", { kind: "reset" }],
    ["a proxy's 5xx", { kind: "refuse", status: 502 }],
    ["a 503", { kind: "refuse", status: 503 }],
  ])("while it can't be read: %s", async (_, fault) => {
    const [server, shelf] = [createScriptedServer(), { text: null }];
    const first = await streaming(server, shelf);
    server.failNext(...Array.from({ length: 60 }, () => fault));
    server.runs[0]!.cut();
    await settled(reached(first, ({ status }) => status === "error"));
    const { stream } = openPageOf(server, shelf);
    expect(await settled(stream.restore())).toMatchObject({ status: "error" });
    expect(shelf.text).not.toBeNull();
    server.heal();
    server.runs[0]!.finish();
    expect(await settled(stream.retry())).toMatchObject({ status: "done", text: "a text" });
    expect(server.runs).toHaveLength(1);
  });
});

describe("an entry of another kind", () => {
  it.each(["", "{}", "not JSON", "null", '{"runKey":"run_x.y"}'])(
    "is forgotten unasked: %j",
    async (text) => {
      const [server, shelf] = [createScriptedServer(), { text }];
      expect(await openPageOf(server, shelf).stream.restore()).toBeUndefined();
      expect([server.requests.length, shelf.text]).toEqual([0, null]);
    },
  );

  it.each([{ workflowId: "other" }, { baseUrl: "http://elsewhere.test/api/v1" }])(
    "is forgotten unasked: %j",
    async (changes) => {
      const [server, shelf] = [createScriptedServer(), { text: null }];
      await streaming(server, shelf);
      const { stream } = openPageOf(server, shelf, changes);
      const before = server.requests.length;
      expect(await stream.restore()).toBeUndefined();
      await pass(20_000);
      expect([server.requests.length, shelf.text]).toEqual([before, null]);
    },
  );
});

it("neither token nor text is kept", async () => {
  const [server, shelf] = [createScriptedServer(), { text: null as string | null }];
  await streaming(server, shelf);
  expect(shelf.text).not.toContain("pub_tok");
  expect(shelf.text).not.toContain("a text");
});

describe("a persister that fails changes nothing but one warning:", () => {
  afterEach(() => void vi.restoreAllMocks());
  const fail = (): never => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
  const reject = (): Promise<never> => Promise.reject(new Error("No database"));
  const well = persisterOf({ text: null });

  it.each<[string, PersisterStorage, number]>([
    ["all of it throws", { load: fail, save: fail, clear: fail }, 1],
    ["all of it rejects", { load: reject, save: reject, clear: reject }, 1],
    ["it can't save", { ...well, save: fail }, 1],
    ["it never answers", { load: never, save: never, clear: never }, 0],
    [
      "it is asynchronous",
      { load: async () => null, save: async () => {}, clear: async () => {} },
      0,
    ],
  ])("%s", async (_, storage, warnings) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const server = createScriptedServer({ deltas: ["a text"] });
    const stream = streamOf(server, { persister: createPersister(storage) });
    expect(await settled(stream.restore())).toBeUndefined();
    for (let count = 0; count < 2; count++)
      expect(await settled(stream.start(TOPIC))).toMatchObject({ status: "done", text: "a text" });
    stream.reset();
    await pass(5000);
    expect(warn).toHaveBeenCalledTimes(warnings);
    expect(server.runs).toHaveLength(2);
  });
});

it.each<[string, () => unknown, string | null]>([
  [
    "throws",
    () => {
      throw new Error("Full");
    },
    null,
  ],
  ["rejects", () => Promise.reject(new Error("No database")), null],
  ["saves later", () => new Promise((resolve) => setTimeout(resolve, 1000)), "1"],
  ["is not done within 2 s", never, "1"],
])("a request of a run whose save %s says so only where it may be kept", async (_, save, said) => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const server = createScriptedServer({ deltas: ["a text"] });
  const storage = { load: () => null, save, clear() {} };
  const stream = streamOf(server, { persister: createPersister(storage) });
  expect(await settled(stream.start())).toMatchObject({ status: "done", text: "a text" });
  expect(posts(server).map(({ url }) => url.searchParams.get("detach"))).toEqual([said]);
  vi.restoreAllMocks();
});

it("a save is waited for before the request leaves, 2 s at most", async () => {
  const server = createScriptedServer({ deltas: ["a text"] });
  let save!: () => void;
  const saved = new Promise<void>((resolve) => (save = resolve));
  const stream = streamOf(server, {
    persister: { ...persisterOf({ text: null }), save: () => saved },
  });
  const ended = stream.start(TOPIC);
  await pass(1500);
  expect(server.requests).toHaveLength(0);
  save();
  expect(await settled(ended)).toMatchObject({ status: "done" });
});

describe("a cancellation that does not reach the server", () => {
  /** A stream that is stopped while its requests fail for a while; gives its `DELETE`s, by when they came after the stop, in ms. */
  async function stopWithout(persister: Persister | undefined, awayMs: number): Promise<number[]> {
    const server = createScriptedServer();
    let backAtMs = -Infinity;
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (init?.method === "DELETE") sentAtMs.push(performance.now());
      if (performance.now() < backAtMs) return Promise.reject(new TypeError("Failed to fetch"));
      return server.fetch(input, init);
    };
    const sentAtMs: number[] = [];
    const stream = streamOf(server, { persister, fetch });
    void stream.start(TOPIC);
    await quiet();
    server.runs[0]!.write("a text");
    await settled(reached(stream, isStreaming));
    const stoppedAtMs = performance.now();
    backAtMs = stoppedAtMs + awayMs;
    stream.stop();
    await pass(120_000);
    expect(server.runs[0]!.isCancelled).toBe(sentAtMs.at(-1)! >= backAtMs);
    return sentAtMs.map((atMs) => Math.round(atMs - stoppedAtMs));
  }

  it("is sent again for 60 s where the server would go on with the run", async () => {
    const persister = persisterOf({ text: null });
    expect(await stopWithout(persister, 6_000)).toEqual([0, 4_000, 8_000]);
    expect((await stopWithout(persister, 90_000)).at(-1)).toBe(60_000);
  });

  it("is sent again where the server has an error of its own", async () => {
    const server = createScriptedServer();
    let failures = 3;
    const fetch: typeof globalThis.fetch = async (input, init) =>
      init?.method === "DELETE" && failures-- > 0
        ? new Response(null, { status: 503 })
        : server.fetch(input, init);
    const stream = streamOf(server, { persister: persisterOf({ text: null }), fetch });
    void stream.start(TOPIC);
    await pass(100);
    stream.stop();
    await pass(60_000);
    expect([server.runs[0]!.isCancelled, failures]).toEqual([true, -1]);
  });

  describe.each<[string, (stream: Stream, server: ScriptedServer) => unknown]>([
    ["stop()", ({ stop }) => stop()],
    ["reset()", ({ reset }) => reset()],
    ["setText()", ({ setText }) => setText("mine")],
    ["a text that is too long", (_, { runs }) => runs[0]!.write("x".repeat(200))],
  ])("after %s", (_, end) => {
    /** A page that ends its run while the server can't be told. */
    async function endUntold(
      server: ScriptedServer,
      shelf: Shelf,
    ): Promise<{ tell: () => void; close: () => void }> {
      const page = openPage(server);
      let isAway = false;
      const fetch: typeof globalThis.fetch = (input, init) =>
        isAway ? Promise.reject(new TypeError("Failed to fetch")) : page.fetch(input, init);
      const { stream, close } = openPageOf(server, shelf, { fetch, maxChars: 100 });
      void stream.start(TOPIC);
      await quiet();
      server.runs[0]!.write("a text");
      await settled(reached(stream, isStreaming));
      isAway = true;
      end(stream, server);
      await quiet();
      return { tell: () => (isAway = false), close };
    }

    it.each([
      ["only restores", false],
      ["starts the same", true],
    ])("is sent again by the next page, which %s, and picks nothing up", async (_name, starts) => {
      const [server, shelf]: [ScriptedServer, Shelf] = [createScriptedServer(), { text: null }];
      const { close } = await endUntold(server, shelf);
      close();
      expect(server.runs[0]!.isCancelled).toBe(false);
      const { stream } = openPageOf(server, shelf);
      const restored = stream.restore();
      if (starts) void stream.start(TOPIC);
      expect(await settled(restored)).toBeUndefined();
      await pass(10);
      expect(server.runs[0]!.isCancelled).toBe(true);
      expect(server.count("GET")).toBe(0);
      expect(server.count("POST")).toBe(starts ? 2 : 1);
      expect(shelf.text === null).toBe(!starts);
      if (starts) expect(stream.getSnapshot().status).toBe("connecting");
    });

    it("is forgotten once it is told", async () => {
      const [server, shelf]: [ScriptedServer, Shelf] = [createScriptedServer(), { text: null }];
      const { tell } = await endUntold(server, shelf);
      expect(shelf.text).not.toBeNull();
      tell();
      await pass(4_500);
      expect([server.runs[0]!.isCancelled, shelf.text]).toEqual([true, null]);
    });
  });

  it("is left to the server's own grace where it would not", async () => {
    expect(await stopWithout(undefined, 6_000)).toEqual([0]);
  });
});
