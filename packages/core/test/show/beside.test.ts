import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { NOTHING_BESIDE, withParts } from "../../src/show/beside.ts";
import type { Part } from "../../src/parts.ts";
import { record, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const source = (id: number): Part => ({ type: "source", id: String(id), title: `Page ${id}` });
const data = (name: string, value: unknown): Part => ({ type: "data", name, value });

describe("what is kept", () => {
  it("is 1 000 sources at most, each id once", () => {
    const parts = Array.from({ length: 1_200 }, (_, at) => source(Math.floor(at / 1.1)));
    const { sources } = withParts(NOTHING_BESIDE, parts);
    expect(sources).toHaveLength(1_000);
    expect(new Set(sources.map(({ id }) => id)).size).toBe(1_000);
    expect(withParts({ ...NOTHING_BESIDE, sources }, [source(9_999)]).sources).toBe(sources);
    expect(withParts({ ...NOTHING_BESIDE, sources }, [source(5)]).sources).toBe(sources);
  });

  it("is 1 000 names at most, the latest value of each", () => {
    const parts = Array.from({ length: 1_100 }, (_, at) => data(`name-${at}`, at));
    const before = withParts(NOTHING_BESIDE, parts);
    expect(Object.keys(before.data)).toHaveLength(1_000);
    const after = withParts(before, [data("name-0", "new"), data("one-more", 1)]);
    expect(Object.keys(after.data)).toHaveLength(1_000);
    expect(after.data["name-0"]).toBe("new");
    expect(before.data["name-0"]).toBe(0);
  });

  it("is nothing of transient data", () => {
    const parts: Part[] = [{ type: "data", name: "a", value: 1, transient: true }];
    expect(withParts(NOTHING_BESIDE, parts).data).toBe(NOTHING_BESIDE.data);
  });

  it("knows no special name", () => {
    const { data: kept } = withParts(NOTHING_BESIDE, [
      data("__proto__", { isAdmin: true }),
      data("constructor", 1),
      data("toString", 2),
    ]);
    expect(Object.entries(kept)).toEqual([
      ["__proto__", { isAdmin: true }],
      ["constructor", 1],
      ["toString", 2],
    ]);
    expect("isAdmin" in kept).toBe(false);
  });
});

it.each([
  ["is cut with its reasoning at maxChars", 5, "think", ""],
  ["is cut in its reasoning", 3, "thi", ""],
  ["has the room that its reasoning leaves", 7, "think", "te"],
])("a text %s", async (_, maxChars, reasoning, text) => {
  const deltas = [{ type: "reasoning", text: "think" } as const, "text"];
  const server = createScriptedServer({ deltas });
  const result = await settled(streamOf(server, { maxChars }).start());
  expect(result).toMatchObject({ status: "error", reasoning, text });
  expect(result.error).toMatchObject({ code: "too_long" });
});

it("many pieces of reasoning in one frame are one publish, with the text of that frame", async () => {
  const deltas = Array.from({ length: 100 }, () => ({ type: "reasoning", text: "x" }) as const);
  const stream = streamOf(createScriptedServer({ deltas: [...deltas, "text"] }));
  const heard = record(stream);
  await settled(stream.start());
  const changes = heard.filter(
    ({ snapshot }, at) => snapshot.reasoning !== (heard[at - 1]?.snapshot.reasoning ?? ""),
  );
  expect(changes).toHaveLength(1);
  expect(changes[0]!.snapshot.reasoning).toBe("x".repeat(100));
});

describe("what stands beside the text of an older run", () => {
  const thought = [
    { type: "reasoning", text: "old" },
    { type: "source", url: "https://a.example/" },
    { type: "data", name: "a", value: 1 },
  ] as const;
  const FAILED: Fault = { kind: "refuse", status: 403 };

  /** Ran once with all of it; the next run meets a fault, and brings what is given. */
  async function ranOnce(next: readonly string[] = ["new"], fault: Fault = { kind: "none" }) {
    const server = createScriptedServer({
      deltas: ({ topic }) => (topic === "tides" ? [...thought, "old"] : next),
      ending: { finish: { finishReason: "length", usage: { totalTokens: 1 } } },
      faults: [{ kind: "none" }, fault],
    });
    const stream = streamOf(server);
    await settled(stream.start({ topic: "tides" }));
    return stream;
  }
  const OLD = {
    reasoning: "old",
    sources: [{ id: "s2", url: "https://a.example/" }],
    data: { a: 1 },
    finishReason: "length",
    usage: { totalTokens: 1 },
  };
  const NONE = { reasoning: "", sources: [], data: {}, finishReason: undefined, usage: undefined };

  it("stays while a new run has nothing", async () => {
    const stream = await ranOnce(["new"], { kind: "none", delayMs: 100 });
    void stream.start({ topic: "moons" });
    await pass(50);
    expect(stream.getSnapshot()).toMatchObject({ status: "connecting", text: "old", ...OLD });
  });

  it("goes with its text where the new run has nothing beside its own", async () => {
    const stream = await ranOnce();
    const result = await settled(stream.start({ topic: "moons" }));
    const own = { ...NONE, finishReason: "length", usage: { totalTokens: 1 } };
    expect(result).toMatchObject({ text: "new", ...own });
    expect(stream.getSnapshot()).toMatchObject({ text: "new", ...own });
  });

  it("goes when a run with other inputs fails before anything of it came", async () => {
    const stream = await ranOnce(["new"], FAILED);
    expect(await settled(stream.start({ topic: "moons" }))).toMatchObject({
      reasoning: "",
      sources: [],
      data: {},
    });
    expect(stream.getSnapshot()).toMatchObject({ text: "", ...NONE });
  });

  it("stays when a run with the same inputs fails before anything of it came", async () => {
    const stream = await ranOnce(["new"], FAILED);
    await settled(stream.start({ topic: "tides" }));
    expect(stream.getSnapshot()).toMatchObject({ status: "error", text: "old", ...OLD });
  });

  it("keeps its end when a run with the same inputs is empty", async () => {
    const server = createScriptedServer({});
    const stream = streamOf(server);
    for (const [at, finishReason] of (["stop", "length"] as const).entries()) {
      const ended = stream.start({ topic: "tides" });
      await pass(10);
      if (at === 0) server.runs[0]!.write("old");
      server.runs[at]!.finish({ finishReason });
      const result = await settled(ended);
      expect(result.finishReason).toBe(finishReason);
    }
    expect(stream.getSnapshot()).toMatchObject({
      status: "error",
      error: { code: "empty" },
      text: "old",
      finishReason: "stop",
    });
  });

  it.each<[string, (stream: Awaited<ReturnType<typeof ranOnce>>) => void]>([
    ["reset", (stream) => stream.reset()],
    ["another text", (stream) => stream.setText("mine")],
  ])("goes by %s", async (_, change) => {
    const stream = await ranOnce();
    change(stream);
    expect(stream.getSnapshot()).toMatchObject({ ...NONE, isPartial: false });
  });
});

it("stays out of an empty run's way: text of other inputs goes, and why the new one ended is said", async () => {
  const server = createScriptedServer({});
  const stream = streamOf(server);
  for (const [at, topic] of ["tides", "moons"].entries()) {
    const ended = stream.start({ topic });
    await pass(10);
    if (at === 0) server.runs[0]!.write("old");
    server.runs[at]!.finish({ finishReason: at === 0 ? "stop" : "length" });
    await settled(ended);
  }
  expect(stream.getSnapshot()).toMatchObject({ text: "", finishReason: "length" });
});
