import { openaiChat, openaiResponses } from "../../../src/formats/index.ts";
import type { Transcript } from "../transcripts.ts";
import { namedSse, SSE, sse } from "./bodies.ts";

const chat = (content: unknown, index = 0): unknown => ({
  choices: [{ index, delta: { content } }],
});

/** OpenAI's two interfaces. */
export const openai: readonly Transcript[] = [
  {
    name: "OpenAI chat",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ index: 0, delta: { role: "assistant", content: "" } }] },
      chat("Grüße"),
      chat(" 🏰"),
      chat("another choice", 1),
      { choices: [{ index: 0, delta: { content: null, reasoning_content: "hm" } }] },
      { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
      { choices: [], usage: { total_tokens: 3 } },
      "[DONE]",
    ),
    text: "Grüße 🏰",
  },
  {
    name: "OpenAI chat, content in parts",
    format: openaiChat,
    type: SSE,
    body: sse(
      chat([
        { type: "thinking", text: "hm" },
        { type: "text", text: "a" },
      ]),
      "[DONE]",
    ),
    text: "a",
  },
  {
    name: "OpenAI chat, failed",
    format: openaiChat,
    type: SSE,
    body: sse(chat("half"), { error: { message: "overloaded", type: "server_error", code: null } }),
    text: "half",
    error: { code: "workflow_failed", serverCode: "server_error", message: "overloaded" },
  },
  {
    name: "OpenAI chat, without [DONE]",
    format: openaiChat,
    type: SSE,
    body: sse(
      chat("a"),
      { choices: [{ index: 0, delta: { content: "b" }, finish_reason: "stop" }] },
      { choices: [], usage: { total_tokens: 3 } },
    ),
    text: "ab",
  },
  {
    name: "OpenAI chat, cut",
    format: openaiChat,
    type: SSE,
    body: sse(chat("half"), { choices: [], usage: null }),
    text: "half",
    error: { code: "interrupted" },
  },
  {
    name: "OpenAI chat, refused",
    format: openaiChat,
    type: SSE,
    body: sse(
      { choices: [{ index: 0, delta: { role: "assistant", content: "", refusal: null } }] },
      { choices: [{ index: 0, delta: { refusal: "I can't" } }] },
      { choices: [{ index: 0, delta: { refusal: " help." } }] },
      "[DONE]",
    ),
    text: "I can't help.",
  },
  {
    name: "OpenAI chat, with keep-alives",
    format: openaiChat,
    type: SSE,
    body: `data\n\n${sse(chat("a"))}: hb\n\ndata:\n\n${sse(chat("b"))}data: \n\n${sse("[DONE]")}`,
    text: "ab",
  },
  {
    name: "OpenAI chat, failed in an event named error",
    format: openaiChat,
    type: SSE,
    body: `${sse(chat("half"))}event: error\n${sse({ message: "overloaded", code: "busy" })}`,
    text: "half",
    error: { code: "workflow_failed", serverCode: "busy", message: "overloaded" },
  },
  {
    name: "OpenAI chat, failed in words that are no JSON",
    format: openaiChat,
    type: SSE,
    body: `${sse(chat("half"))}event: error\ndata: upstream\ndata: timed out\n\n`,
    text: "half",
    error: { code: "workflow_failed", message: "upstream\ntimed out" },
  },
  {
    name: "OpenAI chat, failed in its choice",
    format: openaiChat,
    type: SSE,
    body: sse(chat("half"), {
      choices: [{ delta: {}, error: { message: "gone" }, finish_reason: "error" }],
    }),
    text: "half",
    error: { code: "workflow_failed", message: "gone" },
  },
  {
    name: "OpenAI responses",
    format: openaiResponses,
    type: SSE,
    body: namedSse(
      { type: "response.created" },
      { type: "response.reasoning_summary_text.delta", delta: "hm" },
      { type: "response.output_text.delta", delta: "a" },
      { type: "response.output_text.delta", delta: " é" },
      { type: "response.output_text.done", text: "a é" },
      { type: "response.completed", response: { status: "completed" } },
    ),
    text: "a é",
  },
  {
    name: "OpenAI responses, of a server that ends as chat does",
    format: openaiResponses,
    type: SSE,
    body: sse({ type: "response.output_text.delta", delta: "a" }, "[DONE]"),
    text: "a",
  },
  {
    name: "OpenAI responses, refused",
    format: openaiResponses,
    type: SSE,
    body: namedSse(
      { type: "response.created" },
      { type: "response.refusal.delta", delta: "I can't" },
      { type: "response.refusal.delta", delta: " help." },
      { type: "response.refusal.done", refusal: "I can't help." },
      { type: "response.completed", response: { status: "completed" } },
    ),
    text: "I can't help.",
  },
  {
    name: "OpenAI responses, too long",
    format: openaiResponses,
    type: SSE,
    body: sse(
      { type: "response.output_text.delta", delta: "half" },
      {
        type: "response.incomplete",
        response: { incomplete_details: { reason: "max_output_tokens" } },
      },
    ),
    text: "half",
    beside: { finishReason: "length" },
  },
  {
    name: "OpenAI responses, failed",
    format: openaiResponses,
    type: SSE,
    body: sse({
      type: "response.failed",
      response: { error: { code: "server_error", message: "it broke" } },
    }),
    text: "",
    error: { code: "workflow_failed", serverCode: "server_error", message: "it broke" },
  },
  {
    name: "OpenAI responses, an error event",
    format: openaiResponses,
    type: SSE,
    body: sse({ type: "error", code: "rate_limit_exceeded", message: "slow down" }),
    text: "",
    error: { code: "workflow_failed", serverCode: "rate_limit_exceeded", message: "slow down" },
  },
];
