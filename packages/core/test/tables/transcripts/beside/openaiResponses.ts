import { openaiResponses } from "../../../../src/formats/index.ts";
import type { Transcript } from "../../transcripts.ts";
import { namedSse, SSE } from "../bodies.ts";
import { FILTERED, PAGE, SOURCE } from "./page.ts";

/** What stands beside the text, in OpenAI responses. */
export const besideOpenaiResponses: readonly Transcript[] = [
  {
    name: "OpenAI responses, all that stands beside the text",
    format: openaiResponses,
    type: SSE,
    body: namedSse(
      { type: "response.created", response: { usage: null } },
      { type: "response.reasoning_summary_part.added", summary_index: 0 },
      { type: "response.reasoning_summary_text.delta", summary_index: 0, delta: "Grü" },
      { type: "response.reasoning_summary_text.delta", summary_index: 0, delta: "ße" },
      { type: "response.reasoning_summary_part.added", summary_index: 1 },
      { type: "response.reasoning_summary_text.delta", summary_index: 1, delta: "hm" },
      { type: "response.output_text.delta", delta: "half" },
      {
        type: "response.output_text.annotation.added",
        annotation_index: 0,
        annotation: { type: "url_citation", ...PAGE, start_index: 0, end_index: 4 },
      },
      {
        type: "response.output_text.annotation.added",
        annotation_index: 1,
        annotation: { type: "file_citation", file_id: "file-1", filename: "tides.pdf", index: 4 },
      },
      {
        type: "response.completed",
        response: {
          usage: {
            input_tokens: 9,
            output_tokens: 12,
            output_tokens_details: { reasoning_tokens: 7 },
            total_tokens: 21,
          },
        },
      },
    ),
    text: "half",
    beside: {
      reasoning: "Grüße\n\nhm",
      sources: [SOURCE, { id: "file-1", title: "tides.pdf" }],
      finishReason: "stop",
      usage: { inputTokens: 9, outputTokens: 12, totalTokens: 21, reasoningTokens: 7 },
    },
  },
  {
    name: "OpenAI responses, reasoning as an open model tells it",
    format: openaiResponses,
    type: SSE,
    body: namedSse(
      { type: "response.reasoning_text.delta", delta: "hm" },
      { type: "response.output_text.delta", delta: "a" },
      { type: "response.completed", response: {} },
    ),
    text: "a",
    beside: { reasoning: "hm", finishReason: "stop" },
  },
  {
    name: "OpenAI responses, filtered",
    format: openaiResponses,
    type: SSE,
    body: namedSse(
      { type: "response.output_text.delta", delta: "half" },
      {
        type: "response.incomplete",
        response: {
          incomplete_details: { reason: "content_filter" },
          usage: { output_tokens: 3 },
        },
      },
    ),
    text: "half",
    beside: { finishReason: "content-filter", usage: { outputTokens: 3 } },
  },
  {
    name: "OpenAI responses, filtered before the first character",
    format: openaiResponses,
    type: SSE,
    body: namedSse({
      type: "response.incomplete",
      response: { incomplete_details: { reason: "content_filter" } },
    }),
    text: "",
    error: FILTERED,
  },
  {
    name: "OpenAI responses, incomplete for what nobody knows",
    format: openaiResponses,
    type: SSE,
    body: namedSse(
      { type: "response.output_text.delta", delta: "half" },
      { type: "response.incomplete", response: { incomplete_details: { reason: "other" } } },
    ),
    text: "half",
    error: { code: "workflow_failed", serverCode: "other" },
  },
];
