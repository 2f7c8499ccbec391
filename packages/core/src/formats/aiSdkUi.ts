import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";

/** A delta without escapes, as servers write it: its text is what JSON would give, at a fraction of the cost. */
const PLAIN_DELTA = /^\{"type":"text-delta","id":"[^"\\]*","delta":"([^"\\\p{Cc}]*)"\}$/u;

/** The types of its events, up to the first hyphen. */
const TYPES = /^(start|text|finish|error|abort|reasoning|tool|source|file|data|message)\b/;

/**
 * Our own event stream, a subset of the AI SDK's UI message stream, version 1.
 * @see https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol
 */
export const aiSdkUi: Format = /* @__PURE__ */ defineFormat({
  name: "aiSdkUi",
  framing: "events",
  terminal: true,
  read({ data }) {
    const plain = PLAIN_DELTA.exec(data);
    if (plain) return { text: plain[1] };
    if (data === "[DONE]") return { done: true };
    const event = Object(JSON.parse(data));
    if (event.type === "text-delta") return { text: event.delta };
    // a finish that the model's server never gave: the AI SDK says so from version 7 on
    if (event.type === "error" || event.finishReason === "interrupted")
      return { error: { message: event.errorText, code: event.code } };
    return TYPES.test(event.type)
      ? { done: event.type === "finish", aborted: event.type === "abort" }
      : undefined;
  },
});
