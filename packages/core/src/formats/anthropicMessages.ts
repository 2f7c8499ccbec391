import type { Format, FormatResult } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent } from "./readJsonEvent.ts";

/** These end a step, and the answer may be yet to come: only `message_stop` says that it isn't. */
const STEP_REASONS = /* @__PURE__ */ new Set(["tool_use", "pause_turn"]);

/**
 * Anthropic messages: the text of all content blocks, until the last message of the body has stopped.
 * @see https://docs.anthropic.com/en/docs/build-with-claude/streaming
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
      return delta.type === "text_delta" ? { text: stringOf(delta.text) } : undefined;
    case "message_start":
      return { restarts: true };
    case "message_delta":
      // the reason is the message's end already: gateways drop what comes after it
      return isEnd(delta.stop_reason) ? { done: "unless-more" } : undefined;
    case "message_stop":
      return { done: "unless-more" };
    case "error":
      return { error: failureOf(event) };
    default:
      return undefined;
  }
}

function isEnd(stopReason: unknown): boolean {
  return typeof stopReason === "string" && !STEP_REASONS.has(stopReason);
}
