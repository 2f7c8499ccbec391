import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { isStreaming, reached, record, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** Writes its topic, letter by letter, 10 ms each. */
function speller(): ScriptedServer {
  return createScriptedServer({
    deltas: ({ topic }) => [...String(topic)],
    chunkBytes: [60],
    gapMs: 10,
  });
}

describe("start while a run is on", () => {
  it("joins it when the inputs are equal by value", async () => {
    const server = speller();
    const stream = streamOf(server);
    const first = stream.start({ topic: "tides", depth: { a: 1, b: [2] } });
    await pass(30);
    const second = stream.start({ depth: { b: [2], a: 1 }, topic: "tides" });
    expect(second).toBe(first);
    const bare = Object.assign(Object.create(null), { b: [2], a: 1 });
    expect(stream.start({ topic: "tides", depth: bare })).toBe(first);
    expect(await settled(first)).toMatchObject({ status: "done", text: "tides" });
    expect(server.requests).toHaveLength(1);
  });

  it("joins it when no inputs were given and none are", async () => {
    const server = speller();
    const stream = streamOf(server);
    const first = stream.start();
    await pass(5);
    expect(stream.start({})).toBe(first);
    expect(stream.start({ topic: undefined })).toBe(first);
    await settled(first);
    expect(server.count("POST")).toBe(1);
  });

  it("joins it by the inputs of its start, whatever became of their object", async () => {
    const server = speller();
    const stream = streamOf(server);
    const form = { topic: "tides", depth: { a: 1 } };
    const first = stream.start(form);
    await pass(30);
    form.depth.a = 2;
    expect(stream.start({ topic: "tides", depth: { a: 1 } })).toBe(first);
    const second = stream.start(form);
    expect(second).not.toBe(first);
    expect(await settled(second)).toMatchObject({ status: "done" });
  });

  it("joins a run that was started with a single-use token", async () => {
    const server = speller();
    const stream = streamOf(server, { token: server.token().token });
    const first = stream.start({ topic: "tides" });
    await pass(30);
    expect(await settled(stream.start({ topic: "tides" }))).toMatchObject({ status: "done" });
    expect(await settled(first)).toMatchObject({ status: "done", text: "tides" });
  });

  it("replaces it when the inputs differ, and cancels it on the server", async () => {
    const server = speller();
    const stream = streamOf(server);
    const first = stream.start({ topic: "tides" });
    await settled(reached(stream, isStreaming));
    const second = stream.start({ topic: "moons" });
    expect(await settled(first)).toMatchObject({ status: "stopped", isPartial: true });
    expect(await settled(second)).toMatchObject({ status: "done", text: "moons" });
    expect(server.runs.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    expect(stream.getSnapshot()).toMatchObject({ text: "moons", inputs: { topic: "moons" } });
  });

  it("replaces it when the target changed", async () => {
    const server = speller();
    let workflowId = "one";
    const stream = streamOf(server, () => ({ workflowId }));
    const first = stream.start({ topic: "tides" });
    await pass(30);
    workflowId = "two";
    const second = stream.start({ topic: "tides" });
    expect(await settled(first)).toMatchObject({ status: "stopped" });
    expect(await settled(second)).toMatchObject({ status: "done" });
  });
});

describe("a run that was replaced", () => {
  it.each([0, 1, 15, 70, 85, 110])(
    "writes nothing any more, replaced after %i ms",
    async (afterMs) => {
      const server = speller();
      const deltas: string[] = [];
      const stream = streamOf(server, { onDelta: (delta) => deltas.push(delta) });
      void stream.start({ topic: "AAAAA" });
      if (afterMs > 0) await pass(afterMs);
      const heard = record(stream);
      const before = deltas.length;
      await settled(stream.start({ topic: "bbbbb" }));
      await pass(1000);
      expect(deltas.slice(before).join("")).toBe("bbbbb");
      const texts = heard.map(({ snapshot }) => snapshot.text).filter((text) => text.includes("b"));
      expect(texts.every((text) => "bbbbb".startsWith(text))).toBe(true);
      expect(stream.getSnapshot()).toMatchObject({ status: "done", text: "bbbbb", verified: true });
    },
  );

  it("writes nothing even if its token comes late", async () => {
    const server = speller();
    const handOut: (() => void)[] = [];
    const token = (): Promise<{ token: string }> =>
      new Promise((resolve) => handOut.push(() => resolve(server.token())));
    const stream = streamOf(server, { token });
    void stream.start({ topic: "AAAAA" });
    await pass(10);
    const second = stream.start({ topic: "bbbbb" });
    await pass(10);
    for (const give of handOut.reverse()) give();
    expect(await settled(second)).toMatchObject({ text: "bbbbb" });
    expect(server.runs).toHaveLength(1);
  });
});

describe("inputs are taken by value", () => {
  it("a snapshot holds those of the start, and so does a retry", async () => {
    const server = speller();
    const stream = streamOf(server);
    const form = { topic: "tides", places: ["a"] };
    const taken = structuredClone(form);
    const ended = stream.start(form);
    const snapshot = stream.getSnapshot();
    Object.assign(form, { topic: "moon" });
    form.places.push("b");
    await settled(ended);
    expect(snapshot.inputs).toEqual(taken);
    await settled(stream.retry());
    expect(server.runs.map(({ inputs }) => inputs)).toEqual([taken, taken]);
    expect(stream.getSnapshot().inputs).toEqual(taken);
  });

  it("a retry of none sends none, whatever the options hold by now", async () => {
    const server = speller();
    let inputs: { topic: string } | undefined;
    const stream = streamOf(server, () => ({ inputs }));
    await settled(stream.start());
    inputs = { topic: "moon" };
    await settled(stream.retry());
    expect(server.runs.map(({ inputs }) => inputs)).toEqual([{}, {}]);
  });

  it("what is done to a snapshot's inputs changes nothing", async () => {
    const server = speller();
    const stream = streamOf(server);
    await settled(stream.start({ topic: "tides" }));
    Object.assign(stream.getSnapshot().inputs!, { topic: "moon" });
    await settled(stream.retry());
    expect(server.runs.map(({ inputs }) => inputs)).toEqual([
      { topic: "tides" },
      { topic: "tides" },
    ]);
  });
});

describe("start never rejects", () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const closed = Proxy.revocable({}, {});
  closed.revoke();
  it.each<[string, Record<string, unknown>]>([
    ["circular", circular],
    ["of BigInt", { n: 1n }],
    ["a revoked proxy", closed.proxy],
  ])("inputs that are %s end as invalid_input", async (_, inputs) => {
    const server = speller();
    const result = await settled(streamOf(server).start(inputs));
    expect(result).toMatchObject({ status: "error", error: { code: "invalid_input" } });
    expect(server.requests).toHaveLength(0);
  });

  it("an inputs function that throws ends the run as an error", async () => {
    const cause = new Error("no form");
    const stream = streamOf(speller(), {
      inputs: () => {
        throw cause;
      },
    });
    const result = await settled(stream.start());
    expect(result).toMatchObject({ status: "error", error: { cause } });
  });
});

it("no inputs, and an object without any, are one run", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const stream = streamOf(server);
  const first = stream.start();
  expect(stream.start({})).toBe(first);
  await settled(first);
  expect(server.runs).toHaveLength(1);
});

it("inputs are taken by value: what becomes of the object later is none of the run's", async () => {
  const faults: Fault[] = [{ kind: "refuse", status: 403 }];
  const server = createScriptedServer({ deltas: ["text"], faults });
  const stream = streamOf(server);
  const form = { topic: "tides", tags: ["sea"] };
  const ended = stream.start(form);
  form.topic = "moon";
  form.tags.push("sky");
  await settled(ended);
  expect(stream.getSnapshot().inputs).toEqual({ topic: "tides", tags: ["sea"] });
  await settled(stream.retry());
  expect(server.requests.map(({ init }) => init.body)).toEqual([
    '{"topic":"tides","tags":["sea"]}',
    '{"topic":"tides","tags":["sea"]}',
  ]);
});
