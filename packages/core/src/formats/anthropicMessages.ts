import type { Format, FormatResult } from "./format.ts";
import type { FinishReason, Source, Usage } from "../parts.ts";
import { defineFormat } from "./defineFormat.ts";
import { finishReasonOf, totalOf, usageOf } from "./finish.ts";
import { firstStringOf, type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent } from "./readJsonEvent.ts";

/** These end a step, and the answer may be yet to come: only `message_stop` says that it isn't. */
const STEP_REASONS = /* @__PURE__ */ new Set(["tool_use", "pause_turn"]);

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = /* @__PURE__ */ new Map([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["refusal", "content-filter"],
]);

/**
 * Anthropic messages: the text of all content blocks, until the last message of the body has stopped.
 * @see https://docs.anthropic.com/en/docs/build-with-claude/streaming
 * @example
 * ```ts
 * createWorkflowStream({ url: "/api/messages", format: anthropicMessages });
 * ```
 */
export const anthropicMessages: Format = /* @__PURE__ */ defineFormat({
  name: "anthropicMessages",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readMessageEvent),
});

function readMessageEvent(event: JsonObject): FormatResult | undefined {
  const delta = objectOf(event.delta);
  switch (event.type) {
    case "content_block_delta":
      return readDelta(delta);
    case "message_start":
      return { restarts: true, usage: readUsage(objectOf(event.message).usage) };
    case "message_delta":
      return {
        // the reason is the message's end already: gateways drop what comes after it
        done: isEnd(delta.stop_reason) && "unless-more",
        finishReason: finishReasonOf(delta.stop_reason, FINISH_REASONS),
        usage: readUsage(event.usage),
      };
    case "message_stop":
      return { done: "unless-more" };
    case "error":
      return { error: failureOf(event) };
    default:
      return undefined;
  }
}

function readDelta(delta: JsonObject): FormatResult | undefined {
  switch (delta.type) {
    case "text_delta":
      return { text: stringOf(delta.text) };
    case "thinking_delta":
      return { reasoning: stringOf(delta.thinking) };
    case "citations_delta":
      return { sources: [sourceOf(objectOf(delta.citation))] };
    default:
      return undefined;
  }
}

/** A page, a search result, or a document of the prompt, which has no address but its place. */
function sourceOf(citation: JsonObject): Source {
  const url = firstStringOf(citation.url, citation.source);
  const title = firstStringOf(citation.title, citation.document_title);
  return { id: url ?? `document-${Number(citation.document_index ?? 0)}`, url, title };
}

/** What a message took; each event counts anew from its beginning. */
function readUsage(said: unknown): Usage | undefined {
  const usage = objectOf(said);
  return usageOf({
    inputTokens: totalOf(
      usage.input_tokens,
      usage.cache_creation_input_tokens,
      usage.cache_read_input_tokens,
    ),
    outputTokens: usage.output_tokens,
  });
}

function isEnd(stopReason: unknown): boolean {
  return typeof stopReason === "string" && !STEP_REASONS.has(stopReason);
}
