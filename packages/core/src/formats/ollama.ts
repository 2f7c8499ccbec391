import type { Format } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { errorOf, parseJson, stringOf } from "./json.ts";

/**
 * Ollama's `/api/chat` and `/api/generate`: a JSON object a line, the last one with `done`.
 * @see https://github.com/ollama/ollama/blob/main/docs/api.md
 */
export const ollama: Format = /* @__PURE__ */ defineFormat({
  name: "ollama",
  framing: "lines",
  terminal: true,
  read({ data }) {
    const line = parseJson(data);
    if (line?.error) return { error: errorOf(line.error) };
    return {
      text: stringOf(line?.message?.content) ?? stringOf(line?.response),
      done: Boolean(line?.done),
    };
  },
});
