import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { errorOf, type Json, parseJson, stringOf } from "./json.ts";

/**
 * OpenAI responses: the output text, until the last response of the body is completed, or incomplete.
 * @see https://platform.openai.com/docs/api-reference/responses-streaming
 */
export const openaiResponses: Format = /* @__PURE__ */ defineFormat({
  name: "openaiResponses",
  framing: "events",
  terminal: true,
  read({ data }) {
    if (data === "[DONE]") return { done: true };
    const event = parseJson(data);
    switch (event?.type) {
      case "response.output_text.delta":
        return { text: stringOf(event.delta) };
      case "response.completed":
        return { done: "unless-more" };
      case "response.incomplete":
        return { error: incomplete(event.response) };
      case "response.failed":
        return { error: errorOf(event.response?.error ?? event) };
      case "error":
        return { error: errorOf(event.error ?? event) };
      default:
        return undefined;
    }
  },
});

function incomplete(response: Json | undefined): { message: string; code: string | undefined } {
  const reason = stringOf(response?.incomplete_details?.reason);
  return { message: `The response is incomplete${reason ? `: ${reason}` : ""}`, code: reason };
}
