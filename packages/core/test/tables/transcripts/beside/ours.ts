import type { Transcript } from "../../transcripts.ts";
import { SSE, sse } from "../bodies.ts";
import { FILTERED, PAGE } from "./page.ts";

/** What stands beside the text, in our own stream, and the AI SDK. */
export const besideOurs: readonly Transcript[] = [
  {
    name: "AI SDK, all that stands beside the text",
    type: SSE,
    body: sse(
      { type: "start", messageId: "m" },
      { type: "data-progress", id: "p", data: { percent: 10 }, transient: true },
      { type: "reasoning-start", id: "r" },
      { type: "reasoning-delta", id: "r", delta: "Grüße " },
      { type: "reasoning-delta", id: "r", delta: '"first"' },
      { type: "reasoning-end", id: "r" },
      { type: "source-url", sourceId: "s1", ...PAGE },
      { type: "source-url", sourceId: "s2", url: "javascript:alert(1)", title: "No page" },
      { type: "source-url", sourceId: "s3", url: "/relative" },
      { type: "source-document", sourceId: "s4", mediaType: "text/plain", title: "A file" },
      { type: "text-delta", id: "t", delta: "half" },
      { type: "data-progress", id: "p", data: { percent: 90 } },
      { type: "data-__proto__", data: [1] },
      { type: "data-two-words", data: null },
      {
        type: "finish",
        finishReason: "length",
        messageMetadata: { usage: { inputTokens: 1, outputTokens: 2, reasoningTokens: 1 } },
      },
      "[DONE]",
    ),
    text: "half",
    beside: {
      reasoning: 'Grüße "first"',
      sources: [
        { id: "s1", ...PAGE },
        { id: "s2", title: "No page" },
        { id: "s3" },
        { id: "s4", title: "A file" },
      ],
      data: [
        { name: "progress", value: { percent: 10 }, transient: true },
        { name: "progress", value: { percent: 90 } },
        { name: "__proto__", value: [1] },
        { name: "two-words", value: null },
      ],
      finishReason: "length",
      usage: { inputTokens: 1, outputTokens: 2, reasoningTokens: 1 },
    },
  },
  {
    name: "AI SDK, merged streams end as the last one does",
    type: SSE,
    body: sse(
      { type: "start" },
      { type: "text-delta", id: "t", delta: "a" },
      { type: "finish", finishReason: "length", messageMetadata: { usage: { totalTokens: 9 } } },
      { type: "start" },
      { type: "text-delta", id: "t", delta: "b" },
      { type: "finish" },
      "[DONE]",
    ),
    text: "ab",
    beside: {},
    endsOften: true,
  },
  {
    name: "AI SDK, filtered before the first character",
    type: SSE,
    body: sse({ type: "start" }, { type: "finish", finishReason: "content-filter" }, "[DONE]"),
    text: "",
    error: FILTERED,
  },
  {
    name: "AI SDK, a model that only thought",
    type: SSE,
    body: sse(
      { type: "start" },
      { type: "reasoning-delta", id: "r", delta: "hm" },
      { type: "finish", finishReason: "length" },
      "[DONE]",
    ),
    text: "",
    beside: { reasoning: "hm", finishReason: "length" },
  },
];
