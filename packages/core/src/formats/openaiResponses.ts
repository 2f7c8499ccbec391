import type { Format, FormatResult } from "./format.ts";
import type { FinishReason, Source, Usage } from "../parts.ts";
import { defineFormat } from "./defineFormat.ts";
import { usageOf } from "./finish.ts";
import { type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent, type SaidFailure } from "./readJsonEvent.ts";

/** Why a response is not complete. */
const INCOMPLETE_REASONS: ReadonlyMap<unknown, FinishReason> = /* @__PURE__ */ new Map([
  ["max_output_tokens", "length"],
  ["content_filter", "content-filter"],
]);

/**
 * OpenAI responses: the output text and refusals, until the last response of the body is completed, or incomplete.
 * @see https://platform.openai.com/docs/api-reference/responses-streaming
 * @example
 * ```ts
 * createWorkflowStream({ url: "/api/responses", format: openaiResponses });
 * ```
 */
export const openaiResponses: Format = /* @__PURE__ */ defineFormat({
  name: "openaiResponses",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readResponseEvent),
});

function readResponseEvent(event: JsonObject): FormatResult | undefined {
  switch (event.type) {
    case "response.output_text.delta":
    case "response.refusal.delta":
      return { text: stringOf(event.delta) };
    case "response.reasoning_text.delta":
    case "response.reasoning_summary_text.delta":
      return { reasoning: stringOf(event.delta) };
    case "response.reasoning_summary_part.added":
      // each is a paragraph of its own
      return event.summary_index ? { reasoning: "\n\n" } : undefined;
    case "response.output_text.annotation.added":
      return { sources: sourcesOf(objectOf(event.annotation)) };
    case "response.created":
      return { restarts: true };
    case "response.completed":
      return { done: "unless-more", finishReason: "stop", usage: readUsage(event.response) };
    case "response.incomplete":
      return readIncomplete(objectOf(event.response));
    case "response.failed":
      return { error: failureOf(event.response) };
    case "error":
      return { error: failureOf(event) };
    default:
      return undefined;
  }
}

function readIncomplete(response: JsonObject): FormatResult {
  const { reason } = objectOf(response.incomplete_details);
  const finishReason = INCOMPLETE_REASONS.get(reason);
  // for what else it may be incomplete, nobody can say what the text lacks
  if (!finishReason) return { error: incomplete(stringOf(reason)) };
  return { done: "unless-more", finishReason, usage: readUsage(response) };
}

function incomplete(reason: string | undefined): SaidFailure {
  return { message: `The response is incomplete${reason ? `: ${reason}` : ""}`, code: reason };
}

function readUsage(response: unknown): Usage | undefined {
  const usage = objectOf(objectOf(response).usage);
  return usageOf({
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    totalTokens: usage.total_tokens,
    reasoningTokens: objectOf(usage.output_tokens_details).reasoning_tokens,
  });
}

/** A page, or a file that has no address. */
function sourcesOf({ url, title, file_id: fileId, filename }: JsonObject): Source[] {
  const id = stringOf(url) ?? stringOf(fileId);
  if (id === undefined) return [];
  return [{ id, url: stringOf(url), title: stringOf(title) ?? stringOf(filename) }];
}
