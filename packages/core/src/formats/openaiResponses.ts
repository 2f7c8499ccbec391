import type { Format, FormatResult } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent, type SaidFailure } from "./readJsonEvent.ts";

/**
 * OpenAI responses: the output text and refusals, until the last response of the body is completed, or incomplete.
 * @see https://platform.openai.com/docs/api-reference/responses-streaming
 */
export const openaiResponses: Format = /* @__PURE__ */ defineFormat({
  name: "openaiResponses",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readResponseEvent),
});

function readResponseEvent(event: JsonObject): FormatResult | undefined {
  switch (event.type) {
    case "response.output_text.delta":
    case "response.refusal.delta":
      return { text: stringOf(event.delta) };
    case "response.created":
      return { restarts: true };
    case "response.completed":
      return { done: "unless-more" };
    case "response.incomplete":
      return { error: incomplete(objectOf(event.response)) };
    case "response.failed":
      return { error: failureOf(event.response) };
    case "error":
      return { error: failureOf(event) };
    default:
      return undefined;
  }
}

function incomplete(response: JsonObject): SaidFailure {
  const reason = stringOf(objectOf(response.incomplete_details).reason);
  return { message: `The response is incomplete${reason ? `: ${reason}` : ""}`, code: reason };
}
