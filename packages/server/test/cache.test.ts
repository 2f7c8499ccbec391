import { beforeEach, describe, expect, it } from "vitest";
import { withCache } from "../src/cache.ts";
import type { WorkflowEnd } from "../src/finishReason.ts";
import type { Part } from "../src/part.ts";
import type { CacheStore } from "../src/store/store.ts";
import {
  defineWorkflow,
  type Usage,
  type Workflow,
  type WorkflowContext,
} from "../src/workflow.ts";
import { untilReturned } from "../src/workflowOutput.ts";
import { z } from "zod";

let kept: Map<string, { text: string; ttlSeconds: number }>;
let errors: unknown[];
let calls: unknown[];
let usage: Usage[];

const cache: CacheStore = {
  get: async (key) => kept.get(key)?.text,
  put: async (key, text, ttlSeconds) => void kept.set(key, { text, ttlSeconds }),
};

beforeEach(() => {
  kept = new Map();
  errors = [];
  calls = [];
  usage = [];
});

interface Script {
  readonly pieces?: readonly (string | Part)[];
  readonly end?: WorkflowEnd;
  readonly fails?: boolean;
  readonly id?: string;
  readonly version?: string;
  readonly ttlSeconds?: number;
}

/** A cached workflow that counts its calls and yields these pieces. */
function cached(
  { pieces = ["one ", "two"], end, fails, id = "explain", version, ttlSeconds = 60 }: Script = {},
  settings: { cache?: CacheStore; secret?: string } = {},
): Workflow {
  const workflow = defineWorkflow({
    id,
    inputs: z.unknown(),
    cacheTtlSeconds: ttlSeconds,
    ...(version !== undefined && { version }),
    async *run(inputs, { reportUsage }) {
      calls.push(inputs);
      reportUsage({ totalTokens: 9 });
      yield* pieces;
      if (fails) throw new Error("midway");
      return end;
    },
  });
  return withCache(workflow, {
    cache,
    secret: "secret",
    onError: (error) => void errors.push(error),
    ...settings,
  });
}

async function read(
  workflow: Workflow,
  inputs: unknown = { topic: "tides" },
  context: Partial<WorkflowContext> = {},
): Promise<(string | Part)[]> {
  const pieces: (string | Part)[] = [];
  const reportUsage = (used: Usage): void => void usage.push(used);
  const { signal } = new AbortController();
  for await (const piece of workflow.run(inputs, { signal, runId: "r", reportUsage, ...context })) {
    pieces.push(piece);
  }
  return pieces;
}

describe("a workflow with cacheTtlSeconds", () => {
  it("runs once for equal inputs, whatever the order of their members", async () => {
    const workflow = cached();
    expect(await read(workflow, { a: 1, b: { c: [1], d: null } })).toEqual(["one ", "two"]);
    expect(await read(workflow, { b: { d: null, c: [1] }, a: 1 })).toEqual(["one two"]);
    expect(calls).toHaveLength(1);
  });

  it("reports that a replay used nothing", async () => {
    const workflow = cached();
    await read(workflow);
    await read(workflow);
    expect(usage).toEqual([
      { totalTokens: 9 },
      { inputTokens: 0, outputTokens: 0, totalTokens: 0 },
    ]);
  });

  it("keeps the text for as long as it says, under a key that tells nothing of it", async () => {
    await read(cached({ ttlSeconds: 5 }));
    const [key = ""] = kept.keys();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(kept.get(key)).toEqual({ text: '{"pieces":["one two"]}', ttlSeconds: 5 });
    await read(cached({}, { secret: "another" }));
    expect(kept.size).toBe(2);
  });

  it("replays in pieces, to the last half of a character", async () => {
    const text = `${"x".repeat(1023)}😀${"é".repeat(3000)}`;
    const workflow = cached({ pieces: [text] });
    await read(workflow);
    const pieces = await read(workflow);
    expect(pieces.join("")).toBe(text);
    expect(pieces.map((piece) => String(piece).length)).toEqual([1024, 1024, 1024, 953]);
  });

  it.each([
    ["other inputs", {}, { topic: "bees" }],
    ["one input more", {}, { topic: "tides", tone: "dry" }],
    ["a number for a text", {}, { topic: 1 }],
    ["another workflow", { id: "other" }, { topic: "tides" }],
    ["another version", { version: "2" }, { topic: "tides" }],
  ])("runs for %s", async (_name, script, inputs) => {
    await read(cached());
    await read(cached({ pieces: ["1"] }), { topic: "1" });
    calls = [];
    await read(cached(script), inputs);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ["a Date", new Date(0)],
    ["a Map", new Map()],
    ["no number", NaN],
    ["nothing at all", undefined],
    ["a bigint", 1n],
    ["an object of a class", new URL("http://a/")],
    ["a list with a hole", [undefined]],
  ])("always runs for inputs with %s, which JSON would confuse", async (_name, value) => {
    const workflow = cached();
    for (let i = 0; i < 2; i++) expect(await read(workflow, { value })).toEqual(["one ", "two"]);
    expect(calls).toHaveLength(2);
    expect(kept.size).toBe(0);
  });

  it("always runs for inputs nested too deep", async () => {
    let inputs: unknown = "deep";
    for (let depth = 0; depth < 1000; depth++) inputs = [inputs];
    const workflow = cached();
    for (let i = 0; i < 2; i++) await read(workflow, inputs);
    expect(calls).toHaveLength(2);
  });
});

describe("parts", () => {
  const thinks = (text: string): Part => ({ type: "reasoning", text });
  const source: Part = { type: "source", url: "https://a.example/", title: "A" };
  const data = (value: unknown): Part => ({ type: "data", name: "chart", value });

  it("are given again where they stood, thoughts that follow each other as one", async () => {
    const pieces = [thinks("Hm"), thinks("."), source, "on", "e", data([1]), thinks("So"), " two"];
    const workflow = cached({ pieces });
    expect(await read(workflow)).toEqual(pieces);
    const again = [thinks("Hm."), source, "one", data([1]), thinks("So"), " two"];
    expect(await read(workflow)).toEqual(again);
    expect(calls).toHaveLength(1);
  });

  it("are kept as they were when they were yielded", async () => {
    const value = [1];
    const workflow = cached({ pieces: ["text", data(value)] });
    await read(workflow);
    value.push(2);
    expect(await read(workflow)).toEqual(["text", data([1])]);
  });

  it("count into what is kept at most", async () => {
    await read(cached({ pieces: ["text", thinks("x".repeat(1024 * 1024))] }));
    expect(kept.size).toBe(0);
  });

  it("without a text are not kept", async () => {
    await read(cached({ pieces: [source, ""] }));
    expect(kept.size).toBe(0);
  });

  it("that may not be sent end the run", async () => {
    const workflow = cached({ pieces: ["text", { type: "source", url: "/page" }] });
    await expect(read(workflow)).rejects.toThrow("the url of a source must be");
    expect(kept.size).toBe(0);
  });
});

describe("how a text ended", () => {
  it.each(["length", "content-filter", "other"] as const)("by %s is not kept", async (reason) => {
    await read(cached({ end: { finishReason: reason } }));
    expect(kept.size).toBe(0);
  });

  it.each([{ finishReason: "stop" } as const, {}])("%o is given again", async (end) => {
    const workflow = cached({ end });
    const reads: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      const { signal } = new AbortController();
      const output = workflow.run({}, { signal, runId: "r", reportUsage() {} });
      for await (const _piece of untilReturned(output, (returned) => reads.push(returned)));
    }
    expect(reads).toEqual([end, end]);
    expect(calls).toHaveLength(1);
  });
});

describe("what is never kept", () => {
  it("a failed run", async () => {
    await expect(read(cached({ fails: true }))).rejects.toThrow("midway");
    expect(kept.size).toBe(0);
  });

  it("a run that was left", async () => {
    const run = cached().run({}, { signal: AbortSignal.abort(), runId: "r", reportUsage() {} });
    for await (const piece of run) if (piece === "one ") break;
    expect(kept.size).toBe(0);
  });

  it("a run that was aborted and ended as if it had not", async () => {
    const controller = new AbortController();
    const workflow = cached();
    const run = workflow.run({}, { signal: controller.signal, runId: "r", reportUsage() {} });
    for await (const piece of run) if (piece === "two") controller.abort();
    expect(kept.size).toBe(0);
  });

  it("an empty text", async () => {
    await read(cached({ pieces: ["", ""] }));
    expect(kept.size).toBe(0);
  });

  it("a text over 1 Mi characters; one of just that is", async () => {
    const mebi = "x".repeat(1024 * 1024);
    const pieces = [mebi, "y"];
    expect(await read(cached({ pieces }))).toEqual(pieces);
    expect(kept.size).toBe(0);
    await read(cached({ pieces: [mebi] }));
    expect(kept.size).toBe(1);
  });
});

describe("a cache that fails", () => {
  it("is told of, and the run goes on", async () => {
    const down = new Error("down");
    const broken: CacheStore = {
      get: () => Promise.reject(down),
      put: () => Promise.reject(down),
    };
    expect(await read(cached({}, { cache: broken }))).toEqual(["one ", "two"]);
    await Promise.resolve();
    expect(errors).toEqual([down, down]);
  });
});

it("a workflow without cacheTtlSeconds is left as it is", () => {
  const workflow = defineWorkflow({ id: "a", inputs: z.object({}), async *run() {} });
  expect(withCache(workflow, { cache, secret: "s", onError() {} })).toBe(workflow);
});

it.each([0, -1, 1.5, NaN, Infinity])("cacheTtlSeconds of %s is refused", (ttlSeconds) => {
  expect(() => cached({ ttlSeconds })).toThrow(
    new TypeError('cacheTtlSeconds of "explain" must be a whole number above 0'),
  );
});

it("an empty secret is refused", () => {
  expect(() => cached({}, { secret: "" })).toThrow(new TypeError("cacheSecret is empty"));
});
