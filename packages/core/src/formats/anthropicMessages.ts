import type { Format, FormatResult } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { type JsonObject, objectOf, stringOf } from "./json.ts";
import { failureOf, readJsonEvent } from "./readJsonEvent.ts";

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
    case "message_stop":
      return { done: "unless-more" };
    case "error":
      return { error: failureOf(event) };
    default:
      return undefined;
  }
}
