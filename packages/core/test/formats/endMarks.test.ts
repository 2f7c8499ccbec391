import { describe, expect, it } from "vitest";
import {
  agUi,
  aiSdkUi,
  anthropicMessages,
  gemini,
  ollama,
  openaiChat,
  openaiResponses,
} from "../../src/formats/index.ts";
import { createWorkflowStream, readText } from "../../src/index.ts";
import type { Format } from "../../src/formats/format.ts";
import { bodyOf, collect, responseOf } from "../support/responses.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";
import { lines, NDJSON, SSE, sse } from "../tables/transcripts/bodies.ts";

useVirtualTime();

type BodyEnding = Parameters<typeof bodyOf>[1];

/** How a format ends a text, by its events. */
interface EndMark {
  readonly name: string;
  readonly format: Format;
  /** Brings "a". */
  readonly text: unknown;
  /** Ends the text, and may bring some. */
  readonly end: unknown;
  /** The text of both. */
  readonly whole: string;
  /** Brings no text. */
  readonly after: unknown;
}

const chat = (delta: object, finish_reason?: string) => ({ choices: [{ delta, finish_reason }] });
const candidate = (text: string, finishReason?: string) => ({
  candidates: [{ content: { parts: [{ text }] }, finishReason }],
});

const END_MARKS: readonly EndMark[] = [
  {
    name: "OpenAI chat's finish_reason",
    format: openaiChat,
    text: chat({ content: "a" }),
    end: chat({}, "stop"),
    whole: "a",
    after: { choices: [], usage: { total_tokens: 3 } },
  },
  {
    name: "OpenAI chat's finish_reason beside text",
    format: openaiChat,
    text: chat({ content: "a" }),
    end: chat({ content: "b" }, "stop"),
    whole: "ab",
    after: { choices: [{ delta: { content: "" }, content_filter_results: {} }] },
  },
  {
    name: "OpenAI responses' response.completed",
    format: openaiResponses,
    text: { type: "response.output_text.delta", delta: "a" },
    end: { type: "response.completed", response: { status: "completed" } },
    whole: "a",
    after: { type: "keepalive" },
  },
  {
    name: "Anthropic's stop_reason",
    format: anthropicMessages,
    text: { type: "content_block_delta", delta: { type: "text_delta", text: "a" } },
    end: { type: "message_delta", delta: { stop_reason: "end_turn" } },
    whole: "a",
    after: { type: "ping" },
  },
  {
    name: "Anthropic's message_stop",
    format: anthropicMessages,
    text: { type: "content_block_delta", delta: { type: "text_delta", text: "a" } },
    end: { type: "message_stop" },
    whole: "a",
    after: { type: "ping" },
  },
  {
    name: "Gemini's finishReason",
    format: gemini,
    text: candidate("a"),
    end: candidate("b", "STOP"),
    whole: "ab",
    after: { usageMetadata: { totalTokenCount: 3 } },
  },
  {
    name: "Ollama's done",
    format: ollama,
    text: { response: "a", done: false },
    end: { response: "", done: true },
    whole: "a",
    after: { response: "" },
  },
  {
    name: "AG-UI's RUN_FINISHED",
    format: agUi,
    text: { type: "TEXT_MESSAGE_CONTENT", delta: "a" },
    end: { type: "RUN_FINISHED" },
    whole: "a",
    after: { type: "CUSTOM", name: "usage", value: 3 },
  },
  {
    name: "the AI SDK's finish",
    format: aiSdkUi,
    text: { type: "text-delta", id: "t", delta: "a" },
    end: { type: "finish" },
    whole: "a",
    after: { type: "data-usage", data: 3 },
  },
];

/** A response whose body has one chunk for each event. */
function answer({ framing }: Format, events: readonly unknown[], ending?: BodyEnding): Response {
  const [write, type] = framing === "lines" ? [lines, NDJSON] : [sse, SSE];
  const chunks = events.map((event) => write(event));
  return responseOf(bodyOf(chunks, ending), type);
}

/** The same response, but each chunk of its body comes so much after the one before, in ms. */
function slowly(response: Response, gapMs: number): Response {
  const gaps = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      await new Promise((resolve) => setTimeout(resolve, gapMs));
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(gaps), response);
}

/** What is read of some events, and by a run: both come to the same. */
async function read({ format }: EndMark, events: readonly unknown[], ending?: BodyEnding) {
  const reading = await settled(collect(readText(answer(format, events, ending), { format })));
  const stream = createWorkflowStream({
    url: "http://server.test/",
    fetch: () => Promise.resolve(answer(format, events, ending)),
    format,
    retries: 0,
  });
  const result = await settled(stream.start());
  const isDone = reading.error === undefined;
  expect(result).toMatchObject({
    status: isDone ? "done" : "error",
    text: reading.items.join(""),
    verified: isDone,
  });
  expect(result.error?.message).toBe((reading.error as Error | undefined)?.message);
  return { text: result.text, error: reading.error };
}

describe.each(END_MARKS)("after $name", (given) => {
  const { text, end, whole, after } = given;
  const done = { text: whole, error: undefined };

  it("the text is done where the body ends", async () => {
    expect(await read(given, [text, end])).toEqual(done);
  });

  it("and where something without text follows", async () => {
    for (const more of [[after], [after, after], ["", after], [after, "[DONE]"], ["[DONE]"]])
      expect(await read(given, [text, end, ...more])).toEqual(done);
  });

  it("and where the connection breaks", async () => {
    const breaksWith = new TypeError("reset");
    for (const more of [[], [after], ["[DONE]"]])
      expect(await read(given, [text, end, ...more], { breaksWith })).toEqual(done);
  });

  it("and within 2 s where the body stays open, which is closed then", async () => {
    for (const more of [[], [after], ["[DONE]"]]) {
      let cancelled = 0;
      const before = performance.now();
      const ending = { staysOpen: true, onCancel: () => void cancelled++ };
      expect(await read(given, [text, end, ...more], ending)).toEqual(done);
      // a reading, and a run
      expect(performance.now() - before).toBeLessThanOrEqual(2 * 2000);
      await pass(2000);
      expect(cancelled).toBe(2);
    }
  });

  it("and within 2 s where the body goes on without text", async () => {
    const { format } = given;
    const before = performance.now();
    const response = answer(format, [text, end, ...Array<unknown>(100).fill(after)]);
    const reading = readText(slowly(response, 500), { format });
    const { items, error } = await settled(collect(reading));
    expect({ text: items.join(""), error }).toEqual(done);
    // the text, its end, and the wait
    expect(performance.now() - before).toBeLessThanOrEqual(500 + 500 + 2000);
  });

  it("text that comes within 2 s of an end is waited for each time", async () => {
    const { format } = given;
    const events = [text, end, text, end, text, end, text, end];
    const reading = readText(slowly(answer(format, events), 1900), { format });
    const { items, error } = await settled(collect(reading));
    expect({ text: items.join(""), error }).toEqual({ text: whole.repeat(4), error: undefined });
  });

  it("a reader that takes longer than 2 s for a delta loses nothing of what follows", async () => {
    const { format } = given;
    const reading = readText(answer(format, [text, end, text, end, text, end]), { format });
    async function* leisurely(): AsyncGenerator<string> {
      for await (const delta of reading) {
        yield delta;
        await new Promise((resolve) => setTimeout(resolve, 3000));
      }
    }
    const { items, error } = await settled(collect(leisurely()));
    expect({ text: items.join(""), error }).toEqual({ text: whole.repeat(3), error: undefined });
  });

  it("more text may follow, and ends as the first did", async () => {
    for (const more of [[], [after], ["[DONE]"]])
      expect(await read(given, [text, end, text, end, ...more])).toEqual({
        text: whole + whole,
        error: undefined,
      });
    expect(await read(given, [text, end, text])).toMatchObject({
      text: `${whole}a`,
      error: { code: "interrupted" },
    });
  });

  it("an error is one", async () => {
    expect(await read(given, [text, end, { error: "out of credit" }])).toMatchObject({
      text: whole,
      error: { code: "workflow_failed", message: "out of credit" },
    });
  });

  it("nothing counts that follows [DONE]", async () => {
    for (const more of [[text, end], [{ error: "late" }], ["no JSON"]])
      expect(await read(given, [text, end, "[DONE]", ...more])).toEqual(done);
  });
});

describe.each(END_MARKS)("without $name", (given) => {
  it("a text is interrupted, unless [DONE] ends it", async () => {
    const interrupted = { text: "a", error: { code: "interrupted" } };
    expect(await read(given, [given.text])).toMatchObject(interrupted);
    expect(await read(given, [given.text, given.after])).toMatchObject(interrupted);
    expect(await read(given, [given.text, "[DONE]"])).toEqual({ text: "a", error: undefined });
  });
});
