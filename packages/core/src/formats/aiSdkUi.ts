import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { parseJson, stringOf } from "./json.ts";

/**
 * Our own event stream, a subset of the AI SDK's UI message stream, version 1.
 * @see https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol
 */
export const aiSdkUi: Format = /* @__PURE__ */ defineFormat({
  name: "aiSdkUi",
  framing: "events",
  terminal: true,
  read({ data }) {
    if (data === "[DONE]") return { done: true };
    const part = parseJson(data);
    const type = part?.type;
    if (type === "text-delta") return { text: stringOf(part!.delta) };
    if (type === "error") {
      const message = stringOf(part!.errorText) ?? "The workflow failed";
      return { error: { message, code: stringOf(part!.code) } };
    }
    return { done: type === "finish", aborted: type === "abort" };
  },
});
