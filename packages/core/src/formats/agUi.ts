import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { parseJson, stringOf } from "./json.ts";

/**
 * AG-UI: the text of its messages, until the run has finished.
 * @see https://docs.ag-ui.com/concepts/events
 */
export const agUi: Format = /* @__PURE__ */ defineFormat({
  name: "agUi",
  framing: "events",
  terminal: true,
  read({ data }) {
    const event = parseJson(data);
    switch (event?.type) {
      case "TEXT_MESSAGE_CONTENT":
      case "TEXT_MESSAGE_CHUNK":
        return { text: stringOf(event.delta) };
      case "RUN_FINISHED":
        return { done: true };
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
  },
});
