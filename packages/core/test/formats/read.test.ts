import { describe, expect, it } from "vitest";
import {
  agUi,
  aiSdkUi,
  anthropicMessages,
  events,
  gemini,
  ndjson,
  ollama,
  openaiChat,
  openaiResponses,
} from "../../src/formats/index.ts";
import { defineFormat } from "../../src/index.ts";
import type { Format, FormatResult, StreamEvent } from "../../src/formats/format.ts";

const READY: readonly Format[] = [
  agUi,
  aiSdkUi,
  anthropicMessages,
  gemini,
  ollama,
  openaiChat,
  openaiResponses,
];

/** What a format makes of an event, without the members that say nothing. */
function read(format: Format, data: unknown, event = "message"): FormatResult {
  const given: StreamEvent = {
    event,
    data: typeof data === "string" ? data : JSON.stringify(data),
    id: "",
  };
  const said = Object.entries(format.read(given) ?? {});
  return Object.fromEntries(said.filter(([, value]) => saysSomething(value)));
}

function saysSomething(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

describe.each(READY)("$name", (format) => {
  it.each(["", " ", "\n"])("passes over an event without data: %j", (data) => {
    expect(format.read({ event: "message", data, id: "" })).toBeUndefined();
  });

  it("passes over what is no object, and an object that it doesn't know", () => {
    for (const data of ["null", "1", '"a"', "[]", "[[1]]", "{}", '{"type":"new"}', '{"x":{}}'])
      expect(read(format, data), data).toEqual({});
  });

  it("knows [DONE]", () => {
    expect(read(format, "[DONE]")).toEqual({ done: true });
    expect(read(format, " [DONE] ")).toEqual({ done: true });
  });

  it("throws at what is no JSON", () => {
    for (const data of ["hello", "{", "[DONE", "'a'"])
      expect(() => read(format, data), data).toThrow(SyntaxError);
  });

  it.each<[unknown, string, string?]>([
    [{ error: "no credit" }, "no credit"],
    [{ error: "no credit", code: "billing" }, "no credit", "billing"],
    [
      { error: { message: "no credit", type: "billing_error", code: null } },
      "no credit",
      "billing_error",
    ],
    [{ error: { message: "no credit", code: 402, status: "BILLING" } }, "no credit", "BILLING"],
    [{ error: { code: "e1", type: "t1" } }, "The model's server reported an error", "e1"],
    [{ error: { message: "", code: "" }, message: "no credit" }, "no credit"],
    [{ error: true }, "The model's server reported an error"],
  ])("fails at a bare error: %j", (data, message, code) => {
    expect(read(format, data)).toEqual({ error: { message, code } });
  });

  it.each<[unknown, string, string?]>([
    [{ message: "no credit" }, "no credit"],
    [{ message: "no credit", code: "billing" }, "no credit", "billing"],
    [{ message: "no credit", type: "billing_error" }, "no credit", "billing_error"],
    [{ error: { message: "no credit", code: "billing" } }, "no credit", "billing"],
    [{ type: "error", error: { message: "no credit", type: "billing" } }, "no credit", "billing"],
    [{ detail: "no credit" }, "no credit"],
    ['"no credit"', "no credit"],
    ["no credit", "no credit"],
    ["{no credit", "{no credit"],
    ["", "The model's server reported an error"],
    ["null", "The model's server reported an error"],
  ])("fails at an event named error: %j", (data, message, code) => {
    expect(read(format, data, "error")).toEqual({ error: { message, code } });
  });

  it("minds no error that is none", () => {
    for (const error of [null, "", false, 0])
      expect(read(format, { error }), String(error)).toEqual({});
  });
});

const NO_WORDS = "The model's server reported an error";
const choice = (choice: object, rest: object = {}) => ({
  choices: [{ index: 0, ...choice }],
  ...rest,
});
const candidate = (candidate: object) => ({ candidates: [candidate] });
const parts = (...parts: object[]) => ({ content: { parts } });

const EVENTS: readonly (readonly [Format, readonly (readonly [unknown, FormatResult])[]])[] = [
  [
    openaiChat,
    [
      [choice({ delta: { content: "a" } }), { text: "a" }],
      [choice({ delta: { refusal: "I can't" } }), { text: "I can't" }],
      [choice({ delta: { content: null, refusal: "I can't" } }), { text: "I can't" }],
      [
        choice({
          delta: {
            content: [
              { type: "refusal", refusal: "no" },
              { type: "text", text: "a" },
            ],
          },
        }),
        { text: "noa" },
      ],
      [choice({ delta: { reasoning_content: "hm" } }), { reasoning: "hm" }],
      [choice({ delta: {}, finish_reason: "stop" }), { done: "unless-more", finishReason: "stop" }],
      [choice({ delta: {}, finish_reason: "tool_calls" }), { finishReason: "other" }],
      [choice({ delta: {}, finish_reason: "function_call" }), { finishReason: "other" }],
      [
        choice({ delta: { content: "a" }, finish_reason: "length" }),
        { text: "a", done: "unless-more", finishReason: "length" },
      ],
      [choice({ delta: { content: "a" }, finish_reason: null }), { text: "a" }],
      [choice({ delta: { content: "a" }, finish_reason: "" }), { text: "a" }],
      [{ choices: [{ index: 1, delta: {}, finish_reason: "stop" }] }, {}],
      [{ choices: [], usage: { total_tokens: 3 } }, { usage: { totalTokens: 3 } }],
      [
        choice({ delta: {}, error: { message: "gone", code: 502 }, finish_reason: "error" }),
        { error: { message: "gone", code: undefined } },
      ],
      [
        choice({ delta: { content: "" }, finish_reason: "error" }),
        { error: { message: "The model failed", code: "error" } },
      ],
      [
        choice({ delta: { content: "half" } }, { x_groq: { error: "over capacity" } }),
        { text: "half", error: { message: "over capacity", code: undefined } },
      ],
      [choice({ delta: { content: "a" } }, { x_groq: { id: "req" } }), { text: "a" }],
      [
        { object: "error", message: "too long", type: "BadRequestError", code: 400 },
        { error: { message: "too long", code: "BadRequestError" } },
      ],
      [{ choices: null }, {}],
      [{ choices: [null] }, {}],
      [choice({ delta: { content: 1 } }), {}],
    ],
  ],
  [
    openaiResponses,
    [
      [{ type: "response.output_text.delta", delta: "a" }, { text: "a" }],
      [{ type: "response.refusal.delta", delta: "I can't" }, { text: "I can't" }],
      [{ type: "response.refusal.done", refusal: "I can't" }, {}],
      [{ type: "response.created", response: { error: null } }, { restarts: true }],
      [{ type: "response.completed" }, { done: "unless-more", finishReason: "stop" }],
      [
        { type: "response.failed", response: { error: { code: "c", message: "m" } } },
        { error: { message: "m", code: "c" } },
      ],
      [
        { type: "response.failed", response: { error: null } },
        { error: { message: NO_WORDS, code: undefined } },
      ],
      [{ type: "response.failed" }, { error: { message: NO_WORDS, code: undefined } }],
      [{ type: "error", message: "m", code: "c" }, { error: { message: "m", code: "c" } }],
      [
        { type: "error", error: { message: "m", type: "t" } },
        { error: { message: "m", code: "t" } },
      ],
      [
        { type: "response.incomplete" },
        { error: { message: "The response is incomplete", code: undefined } },
      ],
    ],
  ],
  [
    anthropicMessages,
    [
      [{ type: "content_block_delta", delta: { type: "text_delta", text: "a" } }, { text: "a" }],
      [
        { type: "content_block_delta", delta: { type: "thinking_delta", thinking: "hm" } },
        { reasoning: "hm" },
      ],
      [{ type: "content_block_delta" }, {}],
      [{ type: "message_delta", delta: { stop_reason: null } }, {}],
      [{ type: "message_delta", delta: { stop_reason: "tool_use" } }, { finishReason: "other" }],
      [
        { type: "message_delta", delta: { stop_reason: "end_turn" } },
        { done: "unless-more", finishReason: "stop" },
      ],
      [{ type: "message_stop" }, { done: "unless-more" }],
      [{ type: "message_start" }, { restarts: true }],
      [{ type: "ping" }, {}],
      [
        { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
        { error: { message: "Overloaded", code: "overloaded_error" } },
      ],
      [
        { type: "error", message: "Overloaded" },
        { error: { message: "Overloaded", code: undefined } },
      ],
      [{ type: "error" }, { error: { message: NO_WORDS, code: undefined } }],
    ],
  ],
  [
    gemini,
    [
      [
        candidate(
          parts({ text: "a" }, { text: "hm", thought: true }, { inlineData: {} }, { text: "b" }),
        ),
        { text: "ab", reasoning: "hm" },
      ],
      [
        candidate({ finishReason: "FINISH_REASON_UNSPECIFIED", ...parts({ text: "a" }) }),
        { text: "a" },
      ],
      [candidate({ finishReason: null, ...parts({ text: "a" }) }), { text: "a" }],
      [
        { promptFeedback: { blockReason: "SAFETY" } },
        { error: { message: "The prompt was blocked: SAFETY", code: "SAFETY" } },
      ],
      [
        { promptFeedback: { blockReason: "OTHER", blockReasonMessage: "not this" } },
        { error: { message: "not this", code: "OTHER" } },
      ],
      [
        { promptFeedback: { safetyRatings: [] }, ...candidate(parts({ text: "a" })) },
        { text: "a" },
      ],
      [
        {
          promptFeedback: { blockReason: "BLOCK_REASON_UNSPECIFIED" },
          ...candidate(parts({ text: "a" })),
        },
        { text: "a" },
      ],
      [
        { error: { code: 503, message: "overloaded", status: "UNAVAILABLE" } },
        { error: { message: "overloaded", code: "UNAVAILABLE" } },
      ],
      [{ candidates: [], usageMetadata: {} }, {}],
      [
        candidate({ finishReason: "STOP", ...parts({ text: "a" }) }),
        { text: "a", done: "unless-more", finishReason: "stop" },
      ],
      [candidate({ finishReason: "MAX_TOKENS" }), { done: "unless-more", finishReason: "length" }],
      [{ candidates: [{ content: {} }] }, {}],
    ],
  ],
  [
    ollama,
    [
      [{ message: { content: "a" }, done: false }, { text: "a" }],
      [{ response: "a", done: false }, { text: "a" }],
      [{ message: { content: "", thinking: "hm" } }, { reasoning: "hm" }],
      [
        { message: { content: "a" }, done: true },
        { text: "a", done: "unless-more" },
      ],
      [
        { response: "", done: true, done_reason: "stop" },
        { done: "unless-more", finishReason: "stop" },
      ],
      [{ error: "unexpected EOF" }, { error: { message: "unexpected EOF", code: undefined } }],
    ],
  ],
  [
    agUi,
    [
      [{ type: "TEXT_MESSAGE_CONTENT", delta: "a" }, { text: "a" }],
      [{ type: "TEXT_MESSAGE_CHUNK", delta: "a" }, { text: "a" }],
      [{ type: "TEXT_MESSAGE_CHUNK", role: "assistant" }, {}],
      [{ type: "RUN_STARTED" }, { restarts: true }],
      [{ type: "RUN_FINISHED" }, { done: "unless-more" }],
      [{ type: "RUN_FINISHED", outcome: { type: "success" } }, { done: "unless-more" }],
      [{ type: "RUN_FINISHED", outcome: { type: "cancelled" } }, { aborted: true }],
      [{ type: "RUN_ERROR", message: "no", code: "E1" }, { error: { message: "no", code: "E1" } }],
      [{ type: "RUN_ERROR" }, { error: { message: "The run failed", code: undefined } }],
    ],
  ],
  [
    aiSdkUi,
    [
      [{ type: "text-delta", id: "t", delta: "a" }, { text: "a" }],
      [{ type: "text-delta", delta: "a\n" }, { text: "a\n" }],
      [{ type: "text-delta", id: "t", delta: 1 }, {}],
      [{ type: "start" }, { restarts: true }],
      [{ type: "start-step" }, {}],
      [{ type: "abort", reason: "user" }, { aborted: true }],
      [{ type: "finish" }, { done: "unless-more" }],
      [
        { type: "finish", finishReason: "stop" },
        { done: "unless-more", finishReason: "stop" },
      ],
      [
        { type: "finish", finishReason: "length" },
        { done: "unless-more", finishReason: "length" },
      ],
      [
        { type: "finish", finishReason: "content-filter" },
        { done: "unless-more", finishReason: "content-filter" },
      ],
      [
        { type: "finish", finishReason: "tool-calls" },
        { done: "unless-more", finishReason: "other" },
      ],
      [
        {
          type: "finish",
          messageMetadata: {
            usage: {
              inputTokens: 1,
              outputTokens: 2,
              totalTokens: 3,
              outputTokenDetails: { reasoningTokens: 4 },
            },
          },
        },
        {
          done: "unless-more",
          usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3, reasoningTokens: 4 },
        },
      ],
      [
        { type: "finish", messageMetadata: { usage: { inputTokens: "1", outputTokens: -2 } } },
        { done: "unless-more" },
      ],
      [{ type: "reasoning-start", id: "r" }, {}],
      [{ type: "reasoning-delta", id: "r", delta: "hm" }, { reasoning: "hm" }],
      [{ type: "reasoning-delta", id: "r", delta: 'a "quote"' }, { reasoning: 'a "quote"' }],
      [
        { type: "source-url", sourceId: "s1", url: "https://a.test/", title: "A" },
        { sources: [{ id: "s1", url: "https://a.test/", title: "A" }] },
      ],
      [
        { type: "source-document", sourceId: "s2", mediaType: "application/pdf", title: "B" },
        { sources: [{ id: "s2", title: "B" }] },
      ],
      [
        { type: "data-mood", id: "mood", data: { is: "calm" } },
        { data: { name: "mood", value: { is: "calm" } } },
      ],
      [
        { type: "data-__proto__", data: null, transient: true },
        { data: { name: "__proto__", value: null, transient: true } },
      ],
      [
        { type: "error", errorText: "no credit" },
        { error: { message: "no credit", code: undefined } },
      ],
      [
        { type: "error", errorText: "late", code: "idle_timeout" },
        { error: { message: "late", code: "idle_timeout" } },
      ],
      [{ type: "error" }, { error: { message: NO_WORDS, code: undefined } }],
      [{ type: "tool-output-error", errorText: "the tool failed" }, {}],
      [
        { type: "finish", finishReason: "interrupted" },
        { error: { message: 'The model finished with "interrupted"', code: "interrupted" } },
      ],
      [
        { type: "finish", finishReason: "error" },
        { error: { message: 'The model finished with "error"', code: "error" } },
      ],
    ],
  ],
];

describe.each(EVENTS)("$0.name makes of", (format, cases) => {
  it.each(cases)("%j: %j", (data, result) => {
    expect(read(format, data)).toEqual(result);
  });
});

describe("a format of one's own", () => {
  it.each<[string, (read: (data: string) => void) => Format]>([
    ["events", (hear) => events(({ data }) => void hear(data))],
    [
      "defineFormat",
      (hear) =>
        defineFormat({
          name: "own",
          framing: "events",
          terminal: false,
          read: ({ data }) => void hear(data),
        }),
    ],
  ])("%s hears an event without data, an error and [DONE]", (_, create) => {
    const heard: string[] = [];
    const format = create((data) => heard.push(data));
    for (const data of ["", "[DONE]", '{"error":"x"}'])
      expect(format.read({ event: "error", data, id: "" })).toBeUndefined();
    expect(heard).toEqual(["", "[DONE]", '{"error":"x"}']);
  });

  it("ndjson hears a line with an error", () => {
    expect(
      read(
        ndjson((line) => JSON.stringify(line)),
        { error: "x" },
      ),
    ).toEqual({
      text: '{"error":"x"}',
    });
  });
});
