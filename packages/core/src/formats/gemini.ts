import type { Format, FormatResult } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { firstStringOf, type JsonObject, listOf, objectOf, stringOf } from "../read/json.ts";
import { readJsonEvent } from "./readJsonEvent.ts";

/**
 * Gemini's `streamGenerateContent?alt=sse`: the first candidate's text without its thoughts.
 * It ends with a `finishReason`; some servers give one with every chunk.
 * @see https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent
 */
export const gemini: Format = /* @__PURE__ */ defineFormat({
  name: "gemini",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readChunk),
});

function readChunk({ candidates, promptFeedback }: JsonObject): FormatResult {
  const { blockReason, blockReasonMessage } = objectOf(promptFeedback);
  if (isGiven(blockReason)) {
    const message = firstStringOf(blockReasonMessage) ?? `The prompt was blocked: ${blockReason}`;
    return { error: { message, code: blockReason } };
  }
  const { content, finishReason } = objectOf(listOf(candidates)[0]);
  return {
    text: listOf(objectOf(content).parts).map(textOfPart).join(""),
    done: isGiven(finishReason) && "unless-more",
  };
}

function textOfPart(part: unknown): string {
  const { text, thought } = objectOf(part);
  return thought ? "" : (stringOf(text) ?? "");
}

/** Whether there is a reason: the first value of these enumerations, which ends so, stands for none. */
function isGiven(reason: unknown): reason is string {
  return typeof reason === "string" && reason !== "" && !reason.endsWith("_UNSPECIFIED");
}
