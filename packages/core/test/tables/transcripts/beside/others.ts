import { agUi, anthropicMessages, gemini, ollama } from "../../../../src/formats/index.ts";
import type { Transcript } from "../../transcripts.ts";
import { lines, namedSse, NDJSON, SSE, sse } from "../bodies.ts";
import { FILTERED, PAGE, SOURCE } from "./page.ts";

/** What stands beside the text, in the other formats. */
export const besideOthers: readonly Transcript[] = [
  {
    name: "Anthropic messages, all that stands beside the text",
    format: anthropicMessages,
    type: SSE,
    body: namedSse(
      {
        type: "message_start",
        message: {
          usage: {
            input_tokens: 10,
            cache_creation_input_tokens: 20,
            cache_read_input_tokens: 30,
            output_tokens: 1,
          },
        },
      },
      { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "" } },
      {
        type: "content_block_delta",
        index: 0,
        delta: { type: "thinking_delta", thinking: "Grüße" },
      },
      { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "x" } },
      { type: "content_block_delta", index: 1, delta: { type: "text_delta", text: "half" } },
      {
        type: "content_block_delta",
        index: 1,
        delta: {
          type: "citations_delta",
          citation: { type: "web_search_result_location", ...PAGE, cited_text: "…" },
        },
      },
      {
        type: "content_block_delta",
        index: 1,
        delta: {
          type: "citations_delta",
          citation: {
            type: "char_location",
            document_index: 2,
            document_title: "A file",
            cited_text: "…",
          },
        },
      },
      {
        type: "content_block_delta",
        index: 1,
        delta: {
          type: "citations_delta",
          citation: { type: "search_result_location", source: "kb/7", title: "Seven" },
        },
      },
      { type: "message_delta", delta: { stop_reason: "max_tokens" }, usage: { output_tokens: 9 } },
      { type: "message_stop" },
    ),
    text: "half",
    beside: {
      reasoning: "Grüße",
      sources: [SOURCE, { id: "document-2", title: "A file" }, { id: "kb/7", title: "Seven" }],
      finishReason: "length",
      usage: { inputTokens: 60, outputTokens: 9 },
    },
    endsOften: true,
  },
  ...(
    [
      ["end_turn", "stop"],
      ["stop_sequence", "stop"],
      ["model_context_window_exceeded", "length"],
      ["refusal", "content-filter"],
    ] as const
  ).map(([stop_reason, finishReason]): Transcript => ({
    name: `Anthropic messages, ${stop_reason}`,
    format: anthropicMessages,
    type: SSE,
    body: namedSse(
      { type: "content_block_delta", delta: { type: "text_delta", text: "a" } },
      { type: "message_delta", delta: { stop_reason } },
      { type: "message_stop" },
    ),
    text: "a",
    beside: { finishReason },
    endsOften: true,
  })),
  {
    name: "Anthropic messages, a call ends it",
    format: anthropicMessages,
    type: SSE,
    body: namedSse(
      { type: "content_block_delta", delta: { type: "text_delta", text: "a" } },
      { type: "message_delta", delta: { stop_reason: "tool_use" } },
      { type: "message_stop" },
    ),
    text: "a",
    beside: { finishReason: "other" },
  },
  {
    name: "Gemini, all that stands beside the text",
    format: gemini,
    type: SSE,
    body: sse(
      {
        candidates: [{ content: { parts: [{ text: "Grüße", thought: true }] } }],
        usageMetadata: { promptTokenCount: 9, thoughtsTokenCount: 5, totalTokenCount: 14 },
      },
      { candidates: [{ content: { parts: [{ text: "hm", thought: true }, { text: "half" }] } }] },
      {
        candidates: [
          {
            content: { parts: [{ text: "" }] },
            finishReason: "MAX_TOKENS",
            groundingMetadata: {
              groundingChunks: [
                { web: { uri: PAGE.url, title: PAGE.title } },
                { retrievedContext: { uri: "gs://bucket/a", title: "A file" } },
                { maps: { uri: "https://maps.test/?cid=1", title: "A place", placeId: "p/1" } },
                { maps: {} },
              ],
            },
          },
        ],
        usageMetadata: {
          promptTokenCount: 9,
          candidatesTokenCount: 2,
          thoughtsTokenCount: 7,
          totalTokenCount: 18,
        },
      },
    ),
    text: "half",
    beside: {
      reasoning: "Grüßehm",
      sources: [
        SOURCE,
        { id: "gs://bucket/a", title: "A file" },
        { id: "https://maps.test/?cid=1", url: "https://maps.test/?cid=1", title: "A place" },
      ],
      finishReason: "length",
      usage: { inputTokens: 9, outputTokens: 9, totalTokens: 18, reasoningTokens: 7 },
    },
  },
  ...(
    [
      ["STOP", "stop"],
      ["SAFETY", "content-filter"],
      ["RECITATION", "content-filter"],
      ["MALFORMED_FUNCTION_CALL", "other"],
    ] as const
  ).map(([said, finishReason]): Transcript => ({
    name: `Gemini, ${said}`,
    format: gemini,
    type: SSE,
    body: sse(
      { candidates: [{ content: { parts: [{ text: "a" }] } }] },
      { candidates: [{ finishReason: said }] },
    ),
    text: "a",
    beside: { finishReason },
  })),
  {
    name: "Gemini, filtered before the first character",
    format: gemini,
    type: SSE,
    body: sse({ candidates: [{ finishReason: "SAFETY" }] }),
    text: "",
    error: FILTERED,
  },
  {
    name: "Ollama chat, all that stands beside the text",
    format: ollama,
    type: NDJSON,
    body: lines(
      { message: { role: "assistant", content: "", thinking: "Grü" }, done: false },
      { message: { role: "assistant", content: "", thinking: "ße" }, done: false },
      { message: { role: "assistant", content: "half" }, done: false },
      {
        message: { role: "assistant", content: "" },
        done: true,
        done_reason: "length",
        prompt_eval_count: 9,
        eval_count: 12,
      },
    ),
    text: "half",
    beside: {
      reasoning: "Grüße",
      finishReason: "length",
      usage: { inputTokens: 9, outputTokens: 12 },
    },
  },
  {
    name: "Ollama generate, with what it thought",
    format: ollama,
    type: NDJSON,
    body: lines(
      { response: "", thinking: "hm", done: false },
      { response: "a", done: false },
      { response: "", done: true, done_reason: "stop" },
    ),
    text: "a",
    beside: { reasoning: "hm", finishReason: "stop" },
  },
  {
    name: "AG-UI, all that stands beside the text",
    format: agUi,
    type: SSE,
    body: sse(
      { type: "RUN_STARTED" },
      { type: "REASONING_START", messageId: "r" },
      { type: "REASONING_MESSAGE_START", messageId: "r", role: "reasoning" },
      { type: "REASONING_MESSAGE_CONTENT", messageId: "r", delta: "Grü" },
      { type: "REASONING_MESSAGE_CHUNK", messageId: "r", delta: "ße" },
      { type: "THINKING_TEXT_MESSAGE_CONTENT", delta: " hm" },
      { type: "CUSTOM", name: "progress", value: { percent: 90 } },
      { type: "TEXT_MESSAGE_CONTENT", delta: "a" },
      { type: "RUN_FINISHED" },
    ),
    text: "a",
    beside: { reasoning: "Grüße hm", data: [{ name: "progress", value: { percent: 90 } }] },
  },
];
