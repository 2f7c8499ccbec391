import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { errorOf, parseJson, stringOf } from "./json.ts";

/**
 * Gemini's `streamGenerateContent?alt=sse`: the first candidate's text without its thoughts.
 * The last event gives a `finishReason`, and parts of text may stand in it.
 * @see https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent
 */
export const gemini: Format = /* @__PURE__ */ defineFormat({
  name: "gemini",
  framing: "events",
  terminal: true,
  read({ data }) {
    const chunk = parseJson(data);
    if (chunk?.error) return { error: errorOf(chunk.error) };
    const candidate = chunk?.candidates?.[0];
    const parts = candidate?.content?.parts ?? [];
    let text = "";
    for (const part of parts) if (!part.thought) text += stringOf(part.text) ?? "";
    return { text, done: Boolean(candidate?.finishReason) };
  },
});
