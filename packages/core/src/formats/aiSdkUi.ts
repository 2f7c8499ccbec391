import type { Format, FormatResult } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { type JsonObject, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent } from "./readJsonEvent.ts";

/** A delta without escapes, as servers write it: its text is what JSON would give, at a fraction of the cost. */
const PLAIN_DELTA = /^\{"type":"text-delta","id":"[^"\\]*","delta":"([^"\\\p{Cc}]*)"\}$/u;

/** What the types of its events begin with, up to the first hyphen. */
const KINDS = /* @__PURE__ */ new Set([
  "abort",
  "custom",
  "data",
  "error",
  "file",
  "finish",
  "message",
  "reasoning",
  "reset",
  "source",
  "start",
  "steering",
  "text",
  "tool",
]);

/**
 * Our own event stream, a subset of the AI SDK's UI message stream, version 1.
 * @see https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol
 */
export const aiSdkUi: Format = /* @__PURE__ */ defineFormat({
  name: "aiSdkUi",
  framing: "events",
  terminal: true,
  read(event) {
    const plain = PLAIN_DELTA.exec(event.data);
    return plain ? { text: plain[1] } : readJsonEvent(event, readChunk);
  },
});

function readChunk(chunk: JsonObject): FormatResult | undefined {
  switch (chunk.type) {
    case "start":
      return { restarts: true };
    case "text-delta":
      return { text: stringOf(chunk.delta) };
    case "finish":
      return readFinish(chunk.finishReason);
    case "abort":
      return { aborted: true };
    case "error":
      return { error: failureOf(chunk) };
    default:
      return isOfAiSdk(chunk.type) ? {} : undefined;
  }
}

function readFinish(reason: unknown): FormatResult {
  // `interrupted` is a finish that the model's server never gave; the AI SDK says so from version 7 on
  if (reason === "error" || reason === "interrupted")
    return { error: { message: `The model finished with "${reason}"`, code: reason } };
  // a server that merges streams finishes each; `[DONE]` ends them all
  return { done: "unless-more" };
}

function isOfAiSdk(type: unknown): boolean {
  return typeof type === "string" && KINDS.has(type.split("-", 1)[0]!);
}
