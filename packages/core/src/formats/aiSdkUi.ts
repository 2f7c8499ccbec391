import type { Format, FormatResult } from "./format.ts";
import { defineFormat } from "./defineFormat.ts";
import { finishOf } from "./finish.ts";
import { type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent } from "./readJsonEvent.ts";

/** A delta without escapes, as servers write it: its text is what JSON would give, at a fraction of the cost. */
const PLAIN_DELTA =
  /^\{"type":"(text|reasoning)-delta","id":"[^"\\]*","delta":"([^"\\\p{Cc}]*)"\}$/u;

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

/** What the type of an event that carries data begins with, before its name. */
const DATA_PREFIX = "data-";

/**
 * Our own event stream, a subset of the AI SDK's UI message stream, version 1.
 * @see https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol
 * @example
 * ```ts
 * // known by its content type: `format` is needed only where a proxy has changed that
 * for await (const delta of readText(response, { format: aiSdkUi })) show(delta);
 * ```
 */
export const aiSdkUi: Format = /* @__PURE__ */ defineFormat({
  name: "aiSdkUi",
  framing: "events",
  terminal: true,
  read(event) {
    const plain = PLAIN_DELTA.exec(event.data);
    if (!plain) return readJsonEvent(event, readChunk);
    return plain[1] === "text" ? { text: plain[2] } : { reasoning: plain[2] };
  },
});

function readChunk(chunk: JsonObject): FormatResult | undefined {
  switch (chunk.type) {
    case "start":
      return { restarts: true };
    case "text-delta":
      return { text: stringOf(chunk.delta) };
    case "reasoning-delta":
      return { reasoning: stringOf(chunk.delta) };
    case "source-url":
    case "source-document":
      return readSource(chunk);
    case "finish":
      return readFinish(chunk);
    case "abort":
      return { aborted: true };
    case "error":
      return { error: failureOf(chunk) };
    default:
      return readOther(chunk);
  }
}

function readSource({ sourceId, url, title }: JsonObject): FormatResult {
  const id = stringOf(sourceId) ?? stringOf(url) ?? "";
  return { sources: [{ id, url: stringOf(url), title: stringOf(title) }] };
}

function readFinish({ finishReason, messageMetadata }: JsonObject): FormatResult {
  // `interrupted` is a finish that the model's server never gave; the AI SDK says so from version 7 on
  if (finishReason === "error" || finishReason === "interrupted") {
    const message = `The model finished with "${finishReason}"`;
    return { error: { message, code: finishReason } };
  }
  return {
    // a server that merges streams finishes each; `[DONE]` ends them all
    done: "unless-more",
    ...finishOf({ finishReason, usage: objectOf(messageMetadata).usage }),
  };
}

function readOther({ type, data, transient }: JsonObject): FormatResult | undefined {
  if (typeof type !== "string") return undefined;
  if (type.startsWith(DATA_PREFIX)) {
    const name = type.slice(DATA_PREFIX.length);
    return { data: { name, value: data, transient: transient === true || undefined } };
  }
  return KINDS.has(type.split("-", 1)[0]!) ? {} : undefined;
}
