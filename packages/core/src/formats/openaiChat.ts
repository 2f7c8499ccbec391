import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { errorOf, parseJson, stringOf } from "./json.ts";

/**
 * OpenAI chat completions, and the many servers that speak it: the first choice's text, until `[DONE]`.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming
 */
export const openaiChat: Format = /* @__PURE__ */ defineFormat({
  name: "openaiChat",
  framing: "events",
  terminal: true,
  read({ data }) {
    if (data === "[DONE]") return { done: true };
    const chunk = parseJson(data);
    if (chunk?.error) return { error: errorOf(chunk.error) };
    const choice = chunk?.choices?.find?.((choice) => !choice.index);
    const content = choice?.delta?.content;
    return { text: Array.isArray(content) ? joinParts(content) : stringOf(content) };
  },
});

function joinParts(parts: readonly { type?: unknown; text?: unknown }[]): string {
  return parts.map((part) => (part.type === "text" ? (stringOf(part.text) ?? "") : "")).join("");
}
