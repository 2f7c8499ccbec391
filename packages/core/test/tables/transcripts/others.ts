import { agUi, anthropicMessages, gemini, ollama } from "../../../src/formats/index.ts";
import type { Transcript } from "../transcripts.ts";
import { crlf, lines, NDJSON, namedSse, SSE, sse } from "./bodies.ts";

const delta = (delta: object) => ({ type: "content_block_delta", index: 0, delta });
const parts = (...given: object[]) => ({ candidates: [{ content: { parts: given } }] });

/** Anthropic, Gemini, Ollama and AG-UI. */
export const others: readonly Transcript[] = [
  {
    name: "Anthropic messages",
    format: anthropicMessages,
    type: SSE,
    body: namedSse(
      { type: "message_start" },
      { type: "ping" },
      delta({ type: "thinking_delta", thinking: "hm" }),
      delta({ type: "text_delta", text: "Hello" }),
      delta({ type: "input_json_delta", partial_json: "{}" }),
      delta({ type: "some_other_delta", text: "hm" }),
      delta({ type: "text_delta", text: " ✨" }),
      { type: "message_delta" },
      { type: "message_stop" },
    ),
    text: "Hello ✨",
  },
  {
    name: "Anthropic messages, with a ping after their end",
    format: anthropicMessages,
    type: SSE,
    body: namedSse(
      { type: "message_start" },
      delta({ type: "text_delta", text: "a" }),
      { type: "message_delta", delta: { stop_reason: "end_turn" } },
      { type: "message_stop" },
      { type: "ping" },
    ),
    text: "a",
  },
  {
    name: "Anthropic messages, ended by a gateway",
    format: anthropicMessages,
    type: SSE,
    body: `${namedSse({ type: "message_start" }, delta({ type: "text_delta", text: "a" }), {
      type: "message_stop",
    })}${sse("[DONE]")}`,
    text: "a",
  },
  {
    name: "Anthropic messages, failed in a gateway",
    format: anthropicMessages,
    type: SSE,
    body: sse(delta({ type: "text_delta", text: "half" }), { error: "upstream reset" }),
    text: "half",
    error: { code: "workflow_failed", message: "upstream reset" },
  },
  {
    name: "Anthropic messages, overloaded",
    format: anthropicMessages,
    type: SSE,
    body: sse(delta({ type: "text_delta", text: "half" }), {
      type: "error",
      error: { type: "overloaded_error", message: "Overloaded" },
    }),
    text: "half",
    error: { code: "workflow_failed", serverCode: "overloaded_error", message: "Overloaded" },
  },
  {
    name: "Gemini, text in its last event",
    format: gemini,
    type: SSE,
    body: crlf(
      sse(parts({ text: "hm", thought: true }), parts({ text: "a" }, { text: "b" }), {
        candidates: [{ content: { parts: [{ text: "c" }] }, finishReason: "STOP" }],
      }),
    ),
    text: "abc",
  },
  {
    name: "Gemini, a finish reason of null is none",
    format: gemini,
    type: SSE,
    body: sse(
      { candidates: [{ content: { parts: [{ text: "a" }] }, finishReason: null }] },
      { candidates: [{ content: { parts: [{ text: "b" }] }, finishReason: "STOP" }] },
    ),
    text: "ab",
  },
  {
    name: "Gemini, every chunk with a finish reason",
    format: gemini,
    type: SSE,
    body: sse(
      { candidates: [{ content: { parts: [{ text: "a" }] }, finishReason: "STOP" }] },
      { candidates: [{ content: { parts: [{ text: "b" }] }, finishReason: "STOP" }] },
      { candidates: [{ content: { parts: [{ text: "c" }] }, finishReason: "STOP" }] },
    ),
    text: "abc",
    endsOften: true,
  },
  {
    name: "Gemini, failed",
    format: gemini,
    type: SSE,
    body: sse({ error: { code: 503, message: "The model is overloaded", status: "UNAVAILABLE" } }),
    text: "",
    error: { code: "workflow_failed", message: "The model is overloaded" },
  },
  {
    name: "Gemini, its prompt blocked",
    format: gemini,
    type: SSE,
    body: sse({ promptFeedback: { blockReason: "PROHIBITED_CONTENT" }, usageMetadata: {} }),
    text: "",
    error: {
      code: "workflow_failed",
      serverCode: "PROHIBITED_CONTENT",
      message: "The prompt was blocked: PROHIBITED_CONTENT",
    },
  },
  {
    name: "Gemini, ended by a gateway",
    format: gemini,
    type: SSE,
    body: sse(parts({ text: "a" }), "[DONE]"),
    text: "a",
  },
  {
    name: "Ollama chat",
    format: ollama,
    type: NDJSON,
    body: lines(
      { message: { role: "assistant", content: "", thinking: "hm" }, done: false },
      { message: { role: "assistant", content: "blue 🌌" }, done: false },
      { message: { role: "assistant", content: "." }, done: true, done_reason: "stop" },
    ),
    text: "blue 🌌.",
  },
  {
    name: "Ollama generate, CRLF, blank lines, no line break at the end",
    format: ollama,
    type: NDJSON,
    body: crlf(
      `\n${lines({ response: "a\nb", done: false })}\n${JSON.stringify({ response: "", done: true })}`,
    ),
    text: "a\nb",
  },
  {
    name: "Ollama, failed",
    format: ollama,
    type: NDJSON,
    body: lines({ response: "half", done: false }, { error: "unexpected EOF" }),
    text: "half",
    error: { code: "workflow_failed", message: "unexpected EOF" },
  },
  {
    name: "AG-UI",
    format: agUi,
    type: SSE,
    body: sse(
      { type: "RUN_STARTED" },
      { type: "TEXT_MESSAGE_START", messageId: "1", role: "assistant" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "1", delta: "Hi" },
      { type: "TEXT_MESSAGE_CHUNK", messageId: "1", delta: " ✨" },
      { type: "TEXT_MESSAGE_END", messageId: "1" },
      { type: "RUN_FINISHED" },
    ),
    text: "Hi ✨",
  },
  {
    name: "AG-UI, two runs",
    format: agUi,
    type: SSE,
    body: sse(
      { type: "RUN_STARTED" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "1", delta: "Hi" },
      { type: "RUN_FINISHED" },
      { type: "RUN_STARTED" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "2", delta: " again" },
      { type: "RUN_FINISHED", outcome: { type: "success" } },
    ),
    text: "Hi again",
    endsOften: true,
  },
  {
    name: "AG-UI, failed late",
    format: agUi,
    type: SSE,
    body: sse(
      { type: "RUN_STARTED" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "1", delta: "Hi" },
      { type: "RUN_FINISHED" },
      { type: "RUN_ERROR", message: "not saved" },
    ),
    text: "Hi",
    error: { code: "workflow_failed", message: "not saved" },
  },
  {
    name: "AG-UI, failed",
    format: agUi,
    type: SSE,
    body: sse({ type: "RUN_STARTED" }, { type: "RUN_ERROR", message: "no", code: "E1" }),
    text: "",
    error: { code: "workflow_failed", serverCode: "E1", message: "no" },
  },
  {
    name: "AG-UI, ended by a gateway, with keep-alives",
    format: agUi,
    type: SSE,
    body: `data:\n\n${sse(
      { type: "RUN_STARTED" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "1", delta: "Hi" },
      "",
      "[DONE]",
    )}`,
    text: "Hi",
  },
  {
    name: "AG-UI, cancelled",
    format: agUi,
    type: SSE,
    body: sse(
      { type: "RUN_STARTED" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "1", delta: "half" },
      { type: "RUN_FINISHED", outcome: { type: "cancelled" } },
    ),
    text: "half",
    error: { code: "interrupted" },
    isStopped: true,
  },
];
