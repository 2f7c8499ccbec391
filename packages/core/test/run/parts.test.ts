import { createScriptedServer, type Fault, type Script } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { type Part, streamWorkflow } from "../../src/index.ts";
import { optionsFor, streamOf } from "../support/streams.ts";
import { quiet, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const URL = "https://tides.example/";
const SOURCES = [
  { id: "s2", url: URL, title: "Tides" },
  { id: "s5", url: "http://moon.example/" },
];
const DATA = { progress: { percent: 90 }, ["__proto__"]: [1] };

/** All that a server can say, its text "some text", its five parts between. */
const ALL: Script = {
  deltas: [
    { type: "reasoning", text: "The moon " },
    { type: "source", url: URL, title: "Tides" },
    { type: "reasoning", text: "first." },
    { type: "data", name: "progress", value: { percent: 10 } },
    "some ",
    { type: "source", url: "http://moon.example/" },
    { type: "data", name: "progress", value: { percent: 90 } },
    { type: "data", name: "__proto__", value: [1] },
    "text",
  ],
  ending: { finish: { finishReason: "stop", usage: { inputTokens: 12, outputTokens: 20 } } },
  chunkBytes: [60],
  gapMs: 10,
};

const WHOLE = {
  status: "done",
  text: "some text",
  isPartial: false,
  verified: true,
  finishReason: "stop",
  usage: { inputTokens: 12, outputTokens: 20 },
  reasoning: "The moon first.",
  sources: SOURCES,
};

/** The parts that one reader hears, pieces of reasoning that follow each other joined. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.type !== "reasoning" || last?.type !== "reasoning") all.push(part);
    else all[all.length - 1] = { ...last, text: last.text + part.text };
  }
  return all;
}

describe("what stands beside the text", () => {
  it("is told with the text, and by the result", async () => {
    const heard: [string, unknown][] = [];
    const stream = streamOf(createScriptedServer(ALL), {
      onData: (name, value) => heard.push([name, value]),
    });
    const result = await settled(stream.start());
    expect(result).toMatchObject(WHOLE);
    expect(stream.getSnapshot()).toMatchObject(WHOLE);
    expect(Object.entries(result.data)).toEqual(Object.entries(DATA));
    expect(Object.getPrototypeOf(stream.getSnapshot().data)).toBeNull();
    expect(heard).toEqual([
      ["progress", { percent: 10 }],
      ["progress", { percent: 90 }],
      ["__proto__", [1]],
    ]);
  });

  it("comes while the status is connecting, and each field stays the same object until it changes", async () => {
    const server = createScriptedServer({});
    const own = streamOf(server, { flush: "sync" });
    const ended = own.start();
    await quiet();
    const run = server.runs[0]!;
    const initial = own.getSnapshot();
    run.tell({ type: "reasoning", text: "hm" });
    await quiet();
    const thinking = own.getSnapshot();
    expect(thinking).toMatchObject({ status: "connecting", text: "", reasoning: "hm" });
    expect([thinking.sources, thinking.data]).toEqual([initial.sources, initial.data]);
    run.tell({ type: "source", url: URL });
    run.tell({ type: "data", name: "a", value: 1 });
    await quiet();
    const beside = own.getSnapshot();
    run.write("text");
    await quiet();
    const streaming = own.getSnapshot();
    expect(streaming).toMatchObject({ status: "streaming", text: "text", reasoning: "hm" });
    expect(streaming.sources).toBe(beside.sources);
    expect(streaming.data).toBe(beside.data);
    run.finish({ finishReason: "stop", usage: { outputTokens: 1 } });
    await settled(ended);
    expect(own.getSnapshot().sources).toBe(beside.sources);
  });

  it("has an end of its own for code without a page", async () => {
    const parts: Part[] = [];
    const options = optionsFor(createScriptedServer(ALL));
    const onPart = (part: Part): void => void parts.push(part);
    const reading = async (): Promise<string> => {
      let text = "";
      for await (const delta of streamWorkflow({ ...options, onPart })) text += delta;
      return text;
    };
    expect(await settled(reading())).toBe("some text");
    expect(joined(parts)).toEqual([
      { type: "reasoning", text: "The moon " },
      { type: "source", ...SOURCES[0] },
      { type: "reasoning", text: "first." },
      { type: "data", name: "progress", value: { percent: 10 } },
      { type: "source", ...SOURCES[1] },
      { type: "data", name: "progress", value: { percent: 90 } },
      { type: "data", name: "__proto__", value: [1] },
      { type: "finish", finishReason: "stop", usage: { inputTokens: 12, outputTokens: 20 } },
    ]);
  });
});

describe("a break", () => {
  const cuts = Array.from({ length: 9 }, (_, afterDeltas) => afterDeltas);

  it.each(cuts)("after %i events: each part once, in its order", async (afterDeltas) => {
    const heard: unknown[] = [];
    const faults: Fault[] = [{ kind: "cut", afterDeltas, clean: false }];
    const server = createScriptedServer({ ...ALL, faults });
    const stream = streamOf(server, { onData: (_, value) => heard.push(value) });
    expect(await settled(stream.start())).toMatchObject(WHOLE);
    expect(heard).toEqual([{ percent: 10 }, { percent: 90 }, [1]]);
    expect(server.requests).toHaveLength(2);
  });

  it("is picked up behind the parts that are held", async () => {
    const faults: Fault[] = [{ kind: "cut", afterDeltas: 5, clean: false }];
    const server = createScriptedServer({ ...ALL, faults });
    await settled(streamOf(server).start());
    expect(server.requests.at(-1)?.url.search).toBe("?offset=5&parts=4");
  });

  it("before its first character is one of a run that grows", async () => {
    // more breaks than one window has room for, each with a part more than the last
    const faults = Array.from({ length: 40 }, (): Fault => ({
      kind: "cut",
      afterDeltas: 1,
      clean: false,
    }));
    const deltas = [
      ...faults.map((_, at) => ({ type: "reasoning", text: `${at} ` }) as const),
      "text",
    ];
    const result = await settled(streamOf(createScriptedServer({ deltas, faults })).start());
    expect(result).toMatchObject({ status: "done", text: "text" });
    expect(result.reasoning).toBe(faults.map((_, at) => `${at} `).join(""));
  });

  it.each([0, 3, 5])("whose resume begins up to %i bytes too early", async (bytes) => {
    const faults: Fault[] = [
      { kind: "cut", afterDeltas: 6, clean: false },
      { kind: "replay", bytes },
    ];
    const server = createScriptedServer({ ...ALL, faults });
    expect(await settled(streamOf(server).start())).toMatchObject(WHOLE);
  });

  it("with a resume in plain text keeps the parts that are there", async () => {
    const faults: Fault[] = [{ kind: "cut", afterDeltas: 4, clean: false }];
    const server = createScriptedServer({ ...ALL, faults });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await server.fetch(input, init);
      const { body, headers } = answer;
      if (init?.method === "POST" || !String(input).includes("/stream")) return answer;
      const told = new Headers(headers);
      told.set("content-type", "text/plain");
      told.delete("run-parts");
      await body?.cancel();
      return new Response("some text", { headers: told });
    };
    expect(await settled(streamOf(server, { fetch }).start())).toMatchObject({
      ...WHOLE,
      sources: SOURCES.slice(0, 1),
      data: { progress: { percent: 10 } },
    });
  });

  it("of a run whose server counts no parts goes on behind those that are held", async () => {
    const faults: Fault[] = [{ kind: "cut", afterDeltas: 6, clean: false }];
    const server = createScriptedServer({ ...ALL, hidesPartCount: true, faults });
    expect(await settled(streamOf(server).start())).toMatchObject(WHOLE);
  });

  it("whose resume lacks parts in between is asked again", async () => {
    const faults: Fault[] = [{ kind: "cut", afterDeltas: 2, clean: false }];
    const server = createScriptedServer({ ...ALL, faults });
    let isFirst = true;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const url = String(input);
      const isWrong = url.includes("parts=2") && isFirst;
      if (isWrong) isFirst = false;
      return server.fetch(isWrong ? url.replace("parts=2", "parts=4") : url, init);
    };
    expect(await settled(streamOf(server, { fetch }).start())).toMatchObject(WHOLE);
    expect(server.requests).toHaveLength(3);
  });
});

describe("plain text", () => {
  it("has its end told by the run's status", async () => {
    const result = await settled(
      streamOf(
        createScriptedServer({
          deltas: ["some text"],
          format: "plain",
          ending: { finish: { finishReason: "length", usage: { outputTokens: 3 } } },
        }),
      ).start(),
    );
    expect(result).toMatchObject({
      status: "done",
      verified: true,
      isPartial: true,
      finishReason: "length",
      usage: { outputTokens: 3 },
    });
  });
});

describe("an end", () => {
  const ended = (finishReason: string, deltas: Script["deltas"] = ["some text"]) =>
    streamOf(createScriptedServer({ deltas: deltas!, ending: { finish: { finishReason } } }));

  it.each([
    ["stop", "stop", false],
    ["length", "length", true],
    ["content-filter", "content-filter", true],
    ["tool-calls", "other", false],
    ["constructor", "other", false],
  ])("said to be for %j is %j", async (said, finishReason, isPartial) => {
    const stream = ended(said);
    const told = { status: "done", finishReason, isPartial, verified: true };
    expect(await settled(stream.start())).toMatchObject(told);
    expect(stream.getSnapshot()).toMatchObject({ ...told, error: undefined });
  });

  it("by a filter before the first character is a failure of the run", async () => {
    const stream = ended("content-filter", [{ type: "reasoning", text: "hm" }]);
    const { status, error, reasoning, finishReason } = await settled(stream.start());
    expect(error).toMatchObject({ code: "workflow_failed", serverCode: "content_filter" });
    expect([status, reasoning, finishReason]).toEqual(["error", "hm", "content-filter"]);
  });

  it("by a limit before the first character is empty, and says why", async () => {
    const stream = ended("length", [{ type: "reasoning", text: "hm" }]);
    const told = { status: "error", reasoning: "hm", finishReason: "length" };
    const result = await settled(stream.start());
    expect(result).toMatchObject(told);
    expect(result.error).toMatchObject({ code: "empty" });
    expect(stream.getSnapshot()).toMatchObject(told);
  });
});
