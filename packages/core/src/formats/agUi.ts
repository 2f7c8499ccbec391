import type { Format, FormatResult } from "./format.ts";
import { defineFormat } from "./defineFormat.ts";
import { type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { readJsonEvent } from "./readJsonEvent.ts";

/**
 * AG-UI: the text of its messages, its custom events as data, until the last run of the body has finished.
 * @see https://docs.ag-ui.com/concepts/events
 * @example
 * ```ts
 * createWorkflowStream({ url: "/api/agent", format: agUi });
 * ```
 */
export const agUi: Format = /* @__PURE__ */ defineFormat({
  name: "agUi",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readAgUiEvent),
});

function readAgUiEvent(event: JsonObject): FormatResult | undefined {
  switch (event.type) {
    case "RUN_STARTED":
      return { restarts: true };
    case "TEXT_MESSAGE_CONTENT":
    case "TEXT_MESSAGE_CHUNK":
      return { text: stringOf(event.delta) };
    case "REASONING_MESSAGE_CONTENT":
    case "REASONING_MESSAGE_CHUNK":
    // its older name
    case "THINKING_TEXT_MESSAGE_CONTENT":
      return { reasoning: stringOf(event.delta) };
    case "CUSTOM":
      return { data: { name: stringOf(event.name) ?? "", value: event.value } };
    case "RUN_FINISHED":
      // another run may follow in the same body
      return objectOf(event.outcome).type === "cancelled"
        ? { aborted: true }
        : { done: "unless-more" };
    case "RUN_ERROR":
      return {
        error: {
          message: stringOf(event.message) ?? "The run failed",
          code: stringOf(event.code),
        },
      };
    default:
      return undefined;
  }
}
