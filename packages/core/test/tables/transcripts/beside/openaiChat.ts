import { openaiChat } from "../../../../src/formats/index.ts";
import type { Transcript } from "../../transcripts.ts";
import { SSE, sse } from "../bodies.ts";
import { FILTERED, PAGE, SOURCE } from "./page.ts";

/** A chunk as Perplexity sends it: the message so far and what was searched stand in each. */
const searched = (delta: object, finishReason: string | null): unknown => ({
  object: finishReason ? "chat.completion.done" : "chat.completion.chunk",
  citations: [PAGE.url, "https://b.test/"],
  search_results: [
    { ...PAGE, date: "2026-02-01", snippet: "…", source: "web" },
    { url: "https://b.test/", title: "Neaps", date: null },
  ],
  usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21, search_context_size: "low" },
  choices: [{ index: 0, finish_reason: finishReason, message: { content: "…" }, delta }],
});

/** What stands beside the text, in OpenAI chat. */
export const besideOpenaiChat: readonly Transcript[] = [
  {
    name: "OpenAI chat of Perplexity, which tells what it searched with each chunk",
    format: openaiChat,
    type: SSE,
    body: sse(
      searched({ role: "assistant", content: "half" }, null),
      searched({ role: "assistant", content: " and half[1][2]." }, null),
      searched({ role: "assistant", content: "" }, "stop"),
    ),
    text: "half and half[1][2].",
    beside: {
      sources: [{ ...SOURCE }, { id: "https://b.test/", url: "https://b.test/", title: "Neaps" }],
      finishReason: "stop",
      usage: { inputTokens: 9, outputTokens: 12, totalTokens: 21 },
    },
  },
  {
    name: "OpenAI chat, the addresses of its sources alone",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ index: 0, delta: { content: "half" } }] },
      {
        citations: [PAGE.url, "javascript:alert(1)", 7],
        choices: [{ index: 0, delta: {}, finish_reason: "stop" }],
      },
    ),
    text: "half",
    beside: {
      sources: [{ id: PAGE.url, url: PAGE.url }, { id: "javascript:alert(1)" }],
      finishReason: "stop",
    },
  },
  {
    name: "OpenAI chat, all that stands beside the text",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ index: 0, delta: { role: "assistant", reasoning_content: "Grü" } }] },
      { choices: [{ index: 0, delta: { reasoning_content: "ße" } }], usage: null },
      { choices: [{ index: 0, delta: { content: "half" } }] },
      {
        choices: [
          {
            index: 0,
            delta: {
              annotations: [
                { type: "url_citation", url_citation: { ...PAGE, start_index: 0, end_index: 4 } },
              ],
            },
          },
        ],
      },
      { choices: [{ index: 0, delta: {}, finish_reason: "length" }] },
      {
        choices: [],
        usage: {
          prompt_tokens: 9,
          completion_tokens: 12,
          total_tokens: 21,
          completion_tokens_details: { reasoning_tokens: 7 },
        },
      },
      "[DONE]",
    ),
    text: "half",
    beside: {
      reasoning: "Grüße",
      sources: [SOURCE],
      finishReason: "length",
      usage: { inputTokens: 9, outputTokens: 12, totalTokens: 21, reasoningTokens: 7 },
    },
  },
  {
    name: "OpenAI chat, reasoning under its other name, of a router that tells it twice",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ delta: { content: "", reasoning: "h", reasoning_details: [{ text: "h" }] } }] },
      { choices: [{ delta: { content: "", reasoning: "m", reasoning_content: "m" } }] },
      { choices: [{ delta: { content: "a", reasoning: null } }] },
      { choices: [{ delta: {}, finish_reason: "stop" }] },
      "[DONE]",
    ),
    text: "a",
    beside: { reasoning: "hm", finishReason: "stop" },
  },
  {
    name: "OpenAI chat, reasoning among the parts of the content",
    format: openaiChat,
    type: SSE,
    body: sse(
      {
        choices: [
          { delta: { content: [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }] } },
        ],
      },
      { choices: [{ delta: { content: "a" }, finish_reason: "model_length" }] },
      "[DONE]",
    ),
    text: "a",
    beside: { reasoning: "hm", finishReason: "length" },
  },
  {
    name: "OpenAI chat, counts where Groq puts them",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ delta: { content: "a" } }] },
      {
        choices: [{ delta: {}, finish_reason: "stop" }],
        x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } },
      },
      "[DONE]",
    ),
    text: "a",
    beside: {
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
    },
  },
  {
    name: "OpenAI chat, a call ends it",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ delta: { content: "a" } }] },
      { choices: [{ delta: {}, finish_reason: "tool_calls" }] },
      "[DONE]",
    ),
    text: "a",
    beside: { finishReason: "other" },
  },
  {
    name: "OpenAI chat, a reason that more text takes back",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ delta: { content: "a" }, finish_reason: "length" }] },
      { choices: [{ delta: { content: "b" }, finish_reason: "stop" }] },
      "[DONE]",
    ),
    text: "ab",
    beside: { finishReason: "stop" },
    endsOften: true,
  },
  ...(["content_filter", "length"] as const).map((finish_reason): Transcript => ({
    name: `OpenAI chat, ${finish_reason} before the first character`,
    format: openaiChat,
    type: SSE,
    body: sse({ choices: [{ delta: {}, finish_reason }] }, "[DONE]"),
    text: "",
    ...(finish_reason === "content_filter"
      ? { error: FILTERED }
      : { beside: { finishReason: "length" } }),
  })),
];
