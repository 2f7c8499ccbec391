import { aiSdkUi } from "../../../src/formats/index.ts";
import type { Transcript } from "../transcripts.ts";
import { SSE, sse } from "./bodies.ts";

const HEADERS = { "x-vercel-ai-ui-message-stream": "v1" };

/** What needs no format: plain text, and the AI SDK's UI message stream, which is ours too. */
export const ours: readonly Transcript[] = [
  { name: "plain text", type: "text/plain", body: "a\r\nb 😀\n", text: "a\r\nb 😀\n" },
  { name: "plain text of events", type: "text/plain", body: "data: x\n\n", text: "data: x\n\n" },

  {
    name: "our stream, with ids and heartbeats",
    type: SSE,
    headers: HEADERS,
    body: `${sse({ type: "start", messageId: "run_1" }, { type: "text-start", id: "t" })}id: 4
data: {"type":"text-delta","id":"t","delta":"😀"}

: hb

id: 6
data: {"type":"text-delta","id":"t","delta":"é"}

${sse({ type: "text-end", id: "t" }, { type: "finish" }, "[DONE]")}`,
    text: "😀é",
  },
  {
    name: "AI SDK, known by its first event",
    type: `${SSE}; charset=utf-8`,
    body: sse(
      { type: "start" },
      { type: "start-step" },
      { type: "reasoning-delta", id: "r", delta: "hm" },
      { type: "text-delta", id: "1", delta: "a" },
      { type: "tool-input-delta", toolCallId: "c", inputTextDelta: "{}" },
      { type: "text-delta", id: "2", delta: "\n\u2028b" },
      { type: "finish-step" },
      { type: "finish" },
    ),
    text: "a\n\u2028b",
  },
  { name: "AI SDK, known by its end", type: SSE, body: sse("[DONE]"), text: "" },
  { name: "AI SDK, [DONE] alone", format: aiSdkUi, type: SSE, body: sse("[DONE]"), text: "" },
  {
    name: "our stream, failed",
    type: SSE,
    headers: HEADERS,
    body: sse(
      { type: "start" },
      { type: "text-delta", delta: "half" },
      { type: "error", errorText: "Nothing came", code: "idle_timeout" },
    ),
    text: "half",
    error: { code: "workflow_failed", serverCode: "idle_timeout", message: "Nothing came" },
  },
  {
    name: "our stream, with keep-alives that are events",
    type: SSE,
    body: `data:\n\n${sse({ type: "start" }, "", { type: "text-delta", delta: "a" }, "", { type: "finish" })}`,
    text: "a",
  },
  {
    name: "our stream, failed in a gateway",
    type: SSE,
    body: sse({ type: "text-delta", delta: "half" }, { error: { message: "reset", code: "e1" } }),
    text: "half",
    error: { code: "workflow_failed", serverCode: "e1", message: "reset" },
  },
  {
    name: "our stream, stopped on the server",
    type: SSE,
    body: sse(
      { type: "start" },
      { type: "text-delta", delta: "half" },
      { type: "abort" },
      "[DONE]",
    ),
    text: "half",
    error: { code: "interrupted" },
    isStopped: true,
  },
  {
    name: "our stream, cut",
    type: SSE,
    body: sse({ type: "start" }, { type: "text-delta", delta: "half" }),
    text: "half",
    error: { code: "interrupted" },
  },
];
