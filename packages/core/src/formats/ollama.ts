import type { Format, FormatResult } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { readJsonEvent } from "./readJsonEvent.ts";

/**
 * Ollama's `/api/chat` and `/api/generate`: a JSON object a line, the last one with `done`.
 * @see https://github.com/ollama/ollama/blob/main/docs/api.md
 */
export const ollama: Format = /* @__PURE__ */ defineFormat({
  name: "ollama",
  framing: "lines",
  terminal: true,
  read: (event) => readJsonEvent(event, readLine),
});

function readLine({ message, response, done }: JsonObject): FormatResult {
  return {
    text: stringOf(objectOf(message).content) ?? stringOf(response),
    done: done === true && "unless-more",
  };
}
