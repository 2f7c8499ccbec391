import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { errorOf, parseJson, stringOf } from "./json.ts";

/**
 * Anthropic messages: the text of all content blocks, until the last `message_stop`.
 * @see https://docs.anthropic.com/en/docs/build-with-claude/streaming
 */
export const anthropicMessages: Format = /* @__PURE__ */ defineFormat({
  name: "anthropicMessages",
  framing: "events",
  terminal: true,
  read({ data }) {
    const event = parseJson(data);
    switch (event?.type) {
      case "content_block_delta":
        return event.delta?.type === "text_delta"
          ? { text: stringOf(event.delta.text) }
          : undefined;
      case "message_stop":
        return { done: "unless-more" };
      case "error":
        return { error: errorOf(event.error ?? event) };
      default:
        return undefined;
    }
  },
});
