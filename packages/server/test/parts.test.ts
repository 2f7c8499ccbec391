import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  defineWorkflow,
  WorkflowError,
  type Part,
  type Workflow,
  type WorkflowEnd,
} from "../src/index.ts";
import {
  asBackend,
  asEvents,
  newRunKey,
  parseEvents,
  refusal,
  setup,
  textOf,
  types,
  until,
  type Setup,
  type StreamEvent,
} from "./support.ts";

/** A workflow that yields these at once. */
function yields(pieces: readonly (string | Part)[], end?: WorkflowEnd, id = "yields"): Workflow {
  return defineWorkflow({
    id,
    inputs: z.object({}),
    async *run() {
      yield* pieces;
      return end;
    },
  });
}

const thinks = (text: string): Part => ({ type: "reasoning", text });
const source: Part = { type: "source", url: "https://tides.example/", title: "Tides" };
const progress = (percent: number): Part => ({
  type: "data",
  name: "progress",
  value: { percent },
});

const story = yields(
  [
    thinks("The moon"),
    thinks(" first."),
    source,
    "The moon ",
    "pulls.",
    progress(40),
    thinks("So?"),
  ],
  { finishReason: "length" },
);

interface Read {
  readonly events: readonly StreamEvent[];
  readonly headers: Headers;
}

async function events(response: Response): Promise<Read> {
  return { events: parseEvents(await response.text()), headers: response.headers };
}

/** Runs a workflow to its end, as events. */
async function ended(
  workflow: Workflow,
): Promise<Setup & Read & { id: string; key: Record<string, string> }> {
  const server = setup([workflow]);
  const { id, headers: key } = newRunKey();
  const read = await events(await server.run(workflow.id, { headers: { ...key, ...asEvents } }));
  return { ...server, ...read, id, key };
}

/** The events that are counted as parts. */
function partsOf(read: readonly StreamEvent[]): StreamEvent["data"][] {
  const counted = (type: string): boolean =>
    type === "reasoning-delta" || type === "source-url" || type.startsWith("data-");
  return read.map(({ data }) => data).filter((data) => data !== "[DONE]" && counted(data.type));
}

const EMPTY_SOURCE = '{"type":"source","url":"https://a.example/","title":""}';
const MAX_TITLE_CHARS = 64 * 1024 - EMPTY_SOURCE.length;

describe("what stands beside the text", () => {
  it("comes as the AI SDK's events, in the order it was yielded", async () => {
    const { run, token } = setup([story]);
    const { id, headers } = newRunKey();
    const response = await run("yields", {
      token: await token(),
      headers: { ...headers, ...asEvents },
    });
    expect(response.headers.get("run-parts")).toBe("0");
    expect(response.headers.get("access-control-expose-headers")).toContain("run-parts");
    expect((await response.text()).split("\n\n").slice(0, -1)).toEqual([
      `data: {"type":"start","messageId":"${id}"}`,
      'data: {"type":"reasoning-start","id":"r"}',
      'data: {"type":"reasoning-delta","id":"r","delta":"The moon"}',
      'data: {"type":"reasoning-delta","id":"r","delta":" first."}',
      'data: {"type":"source-url","sourceId":"s3","url":"https://tides.example/","title":"Tides"}',
      'data: {"type":"reasoning-end","id":"r"}',
      'data: {"type":"text-start","id":"t"}',
      'id: 9\ndata: {"type":"text-delta","id":"t","delta":"The moon "}',
      'id: 15\ndata: {"type":"text-delta","id":"t","delta":"pulls."}',
      'data: {"type":"data-progress","id":"progress","data":{"percent":40}}',
      'data: {"type":"reasoning-start","id":"r"}',
      'data: {"type":"reasoning-delta","id":"r","delta":"So?"}',
      'data: {"type":"reasoning-end","id":"r"}',
      'data: {"type":"text-end","id":"t"}',
      'data: {"type":"finish","finishReason":"length"}',
      "data: [DONE]",
    ]);
  });

  it("is no part of a plain text", async () => {
    const { call, run } = setup([story]);
    const { id, headers } = newRunKey();
    const response = await run("yields", { headers });
    expect(response.headers.has("run-parts")).toBe(false);
    expect(await response.text()).toBe("The moon pulls.");
    const resumed = await call(`/runs/${id}/stream?offset=4&parts=1`, { headers });
    expect(resumed.headers.has("run-parts")).toBe(false);
    expect(await resumed.text()).toBe("moon pulls.");
    const answer = await call("/run/yields", { method: "POST", headers: asBackend });
    expect(await answer.json()).toMatchObject({ result: "The moon pulls.", usage: null });
  });

  it("is taken as it is when it is yielded", async () => {
    const value = { seen: ["one"] };
    const mutable = defineWorkflow({
      id: "mutable",
      inputs: z.object({}),
      async *run() {
        yield { type: "data", name: "seen", value } as const;
        value.seen.push("two");
        yield { type: "data", name: "seen", value } as const;
      },
    });
    const { events } = await ended(mutable);
    expect(partsOf(events)).toMatchObject([
      { data: { seen: ["one"] } },
      { data: { seen: ["one", "two"] } },
    ]);
  });

  it("says what the run used, where its workflow told", async () => {
    const counted: Workflow = {
      ...yields([]),
      async *run(_inputs, { reportUsage }) {
        yield "text";
        reportUsage({ outputTokens: 5, reasoningTokens: 2 });
        return { finishReason: "stop" };
      },
    };
    const { events, call, id, key } = await ended(counted);
    const usage = { outputTokens: 5, reasoningTokens: 2 };
    expect(events.at(-2)?.data).toEqual({
      type: "finish",
      finishReason: "stop",
      messageMetadata: { usage },
    });
    expect(await (await call(`/runs/${id}`, { headers: key })).json()).toMatchObject({ usage });
  });
});

describe("a resume", () => {
  it("brings text and parts from any position that a reader can have", async () => {
    const { events: whole, call, id, key } = await ended(story);
    const log = whole.filter(({ id, data }) => id !== undefined || partsOf([{ data }]).length > 0);
    let bytes = 0;
    for (let read = 0; read <= log.length; read++) {
      const parts = partsOf(log.slice(0, read)).length;
      bytes = Math.max(bytes, ...log.slice(0, read).map((event) => event.id ?? 0));
      const resumed = await events(
        await call(`/runs/${id}/stream?offset=${bytes}&parts=${parts}`, {
          headers: { ...key, ...asEvents },
        }),
      );
      expect(resumed.headers.get("run-offset")).toBe(String(bytes));
      expect(resumed.headers.get("run-parts")).toBe(String(parts));
      const rest = resumed.events.filter(
        ({ id, data }) => id !== undefined || partsOf([{ data }]).length > 0,
      );
      expect(rest).toEqual(log.slice(read));
      expect(framingOf(resumed.events)).toBe("");
    }
  });

  it("without parts brings those that stand at the offset or behind it", async () => {
    const { call, id, key } = await ended(story);
    for (const [offset, before] of [
      [0, 0],
      [1, 3],
      [14, 3],
      [15, 3],
    ]) {
      const asked = { headers: { ...key, ...asEvents, "last-event-id": String(offset) } };
      const resumed = await events(await call(`/runs/${id}/stream`, asked));
      expect(resumed.headers.get("run-parts")).toBe(String(before));
      expect(partsOf(resumed.events)).toHaveLength(5 - (before ?? 0));
    }
  });

  it("that has more of either than there is is a 409 that says how much there is", async () => {
    const { call, id, key } = await ended(story);
    for (const query of ["offset=16&parts=5", "offset=15&parts=6", "offset=0&parts=6"]) {
      const response = await call(`/runs/${id}/stream?${query}`, { headers: key });
      expect(response.status).toBe(409);
      const told = { code: "offset_beyond_end", bytes: 15, parts: 5 };
      expect(await response.json()).toMatchObject(told);
    }
  });

  it.each(["-1", "1.5", "x", "", "1e1", "9".repeat(16)])("refuses parts=%s", async (parts) => {
    const { call, id, key } = await ended(story);
    const response = await call(`/runs/${id}/stream?offset=0&parts=${parts}`, { headers: key });
    expect(await refusal(response)).toEqual({ status: 400, code: "invalid_offset" });
  });
});

/** What is opened and closed out of order; empty when nothing is. */
function framingOf(read: readonly StreamEvent[]): string {
  const open = new Set<string>();
  const wrong: string[] = [];
  for (const type of types(read)) {
    const [kind = "", step] = type.split("-");
    if (step === "start" && open.has(kind)) wrong.push(type);
    if ((step === "delta" || step === "end") && !open.has(kind)) wrong.push(type);
    if (step === "start") open.add(kind);
    if (step === "end") open.delete(kind);
  }
  return [...wrong, ...open].join();
}

describe("how a run ended", () => {
  it.each([
    ["stop", "stop"],
    ["length", "length"],
    ["content-filter", "content-filter"],
    ["other", "other"],
    ["tool-calls", "other"],
    ["error", "other"],
  ] as const)("%s is told as %s, wherever it is asked for", async (finishReason, told) => {
    const { call, events, reports, id, key } = await ended(yields(["text"], { finishReason }));
    expect(events.at(-2)?.data).toEqual({ type: "finish", finishReason: told });
    const status = await call(`/runs/${id}`, { headers: key });
    expect(await status.json()).toMatchObject({ status: "done", finishReason: told });
    const answer = await call("/run/yields", { method: "POST", headers: asBackend });
    expect(await answer.json()).toMatchObject({ success: true, finishReason: told });
    await until(() => reports.length === 2);
    expect(reports).toMatchObject([{ finishReason: told }, { finishReason: told }]);
  });

  it.each([undefined, {}, { finishReason: undefined }])(
    "is not told where the workflow returns %o",
    async (end) => {
      const { call, events, id, key } = await ended(yields(["text"], end));
      expect(events.at(-2)?.data).toEqual({ type: "finish" });
      const status = await call(`/runs/${id}`, { headers: key });
      expect(await status.json()).not.toHaveProperty("finishReason");
    },
  );

  it("by a filter before any text is a failure: a 502, or an error behind parts", async () => {
    const filtered = { finishReason: "content-filter" } as const;
    const server = setup([yields([], filtered), yields([source], filtered, "late")]);
    const { headers } = newRunKey();
    const early = await server.run("yields", { headers });
    expect(await refusal(early)).toEqual({ status: 502, code: "content_filter" });
    const late = await server.run("late", { headers: { ...newRunKey().headers, ...asEvents } });
    expect(parseEvents(await late.text()).at(-2)?.data).toMatchObject({
      type: "error",
      code: "content_filter",
    });
    expect(server.reports).toMatchObject([
      { status: "failed", errorCode: "content_filter" },
      { status: "failed", errorCode: "content_filter" },
    ]);
    expect(server.errors).toEqual([]);
  });

  it("at the limit before any text is an end without text", async () => {
    const { call, events, id, key } = await ended(
      yields([thinks("Hm")], { finishReason: "length" }),
    );
    expect(textOf(events)).toBe("");
    expect(events.at(-2)?.data).toMatchObject({ type: "finish", finishReason: "length" });
    const status = await call(`/runs/${id}`, { headers: key });
    expect(await status.json()).toMatchObject({ status: "done", bytes: 0, finishReason: "length" });
  });
});

describe("the status line", () => {
  it("goes out with the first part: what fails later is told in the stream", async () => {
    const fails = (id: string, ...pieces: Part[]): Workflow => ({
      ...yields([], undefined, id),
      async *run() {
        yield* pieces;
        throw new WorkflowError("no", { code: "upstream_failed" });
      },
    });
    const { run } = setup([fails("early"), fails("late", thinks("Hm"))]);
    expect(await refusal(await run("early", { headers: asEvents }))).toMatchObject({ status: 502 });
    const late = await run("late", { headers: { ...newRunKey().headers, ...asEvents } });
    expect(late.status).toBe(200);
    expect(types(parseEvents(await late.text()))).toEqual([
      "start",
      "reasoning-start",
      "reasoning-delta",
      "reasoning-end",
      "text-start",
      "text-end",
      "error",
      "[DONE]",
    ]);
  });
});

describe("what may not be yielded or returned", () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);

  it.each<[string, unknown]>([
    ["a workflow must yield strings or parts, not a number", 7],
    ["a workflow must yield strings or parts, not undefined", undefined],
    ["a workflow must yield strings or parts, not null", null],
    ["the type of a part must be reasoning, source or data", { type: "sauce" }],
    ["the type of a part must be reasoning, source or data", ["text"]],
    ["the text of reasoning must be a string", { type: "reasoning" }],
    ["the url of a source must be an http or https address", { type: "source" }],
    ["the url of a source must be an http or https address", { type: "source", url: "/page" }],
    [
      "the url of a source must be an http or https address",
      { type: "source", url: "javascript:alert(1)" },
    ],
    [
      "the title of a source must be a string",
      { type: "source", url: "https://a.example/", title: 1 },
    ],
    [
      "a source has 65537 bytes of JSON: 65536 are allowed",
      { type: "source", url: "https://a.example/", title: "t".repeat(MAX_TITLE_CHARS + 1) },
    ],
    ...["", "1a", "a b", "ä", "a".repeat(65), 7].map((name): [string, unknown] => [
      "the name of data must be a letter, then at most 63 letters, digits, _ or -",
      { type: "data", name, value: 1 },
    ]),
    ["the data chart is not JSON", { type: "data", name: "chart" }],
    ["the data chart is not JSON", { type: "data", name: "chart", value: () => 1 }],
    ["the data chart is not JSON", { type: "data", name: "chart", value: 1n }],
    ["the data chart is not JSON", { type: "data", name: "chart", value: cyclic }],
    [
      "the data chart has 65537 bytes of JSON: 65536 are allowed",
      { type: "data", name: "chart", value: "é".repeat(32_767) + "x" },
    ],
  ])("%s", async (message, piece) => {
    const { run, errors, reports } = setup([yields([piece as Part])]);
    const response = await run("yields");
    expect(await refusal(response)).toEqual({ status: 502, code: "workflow_failed" });
    expect(errors).toMatchObject([{ name: "InvalidOutputError", message }]);
    expect(reports).toMatchObject([{ status: "failed", errorCode: "workflow_failed" }]);
  });

  it.each([
    [
      "a source of 64 KiB",
      { type: "source", url: "https://a.example/", title: "t".repeat(MAX_TITLE_CHARS) },
    ],
    ["data of 64 KiB", { type: "data", name: "a".repeat(64), value: "é".repeat(32_767) }],
    ["data of nothing", { type: "data", name: "proto", value: null }],
    [
      "a source over plain http",
      { type: "source", url: "http://localhost:3000/", title: undefined },
    ],
  ] as const)("%s is let through", async (_what, piece) => {
    const { events } = await ended(yields([piece]));
    expect(partsOf(events)).toHaveLength(1);
  });

  it("a finish reason that nobody knows", async () => {
    const { run, errors } = setup([yields(["text"], { finishReason: "because" as "stop" })]);
    const response = await run("yields", { headers: asEvents });
    expect(parseEvents(await response.text()).at(-2)?.data).toMatchObject({ type: "error" });
    expect(errors).toMatchObject([
      { message: "a finishReason must be one of stop, length, content-filter, other" },
    ]);
  });
});

describe("all parts together", () => {
  it("count into maxOutputBytes, with the text", async () => {
    const many = yields([
      "x".repeat(50),
      ...Array.from({ length: 10 }, () => thinks("y".repeat(70))),
    ]);
    const { run, reports } = setup([many], { maxOutputBytes: 500 });
    const response = await run("yields", { headers: asEvents });
    const events = parseEvents(await response.text());
    expect(partsOf(events)).toHaveLength(4);
    expect(events.at(-2)?.data).toMatchObject({ type: "error", code: "output_too_large" });
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ bytes: 50, parts: 4 }]);
  });
});
