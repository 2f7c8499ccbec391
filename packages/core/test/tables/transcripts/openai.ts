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
    error: { code: "workflow_failed", serverCode: "max_output_tokens" },
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
