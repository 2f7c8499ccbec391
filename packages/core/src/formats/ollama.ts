import type { Format, FormatResult } from "./format.ts";
import type { FinishReason } from "../parts.ts";
import { defineFormat } from "./defineFormat.ts";
import { finishReasonOf, usageOf } from "./finish.ts";
import { firstStringOf, type JsonObject, objectOf, stringOf } from "../read/json.ts";
import { readJsonEvent } from "./readJsonEvent.ts";

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = /* @__PURE__ */ new Map([
  ["stop", "stop"],
  ["length", "length"],
]);

/**
 * Ollama's `/api/chat` and `/api/generate`: a JSON object a line, the last one with `done`.
 * @see https://github.com/ollama/ollama/blob/main/docs/api.md
 * @example
 * ```ts
 * const stream = createWorkflowStream({ url: "http://localhost:11434/api/generate", format: ollama });
 * await stream.start({ model: "llama3.2", prompt: "Why is the sky blue?" });
 * ```
 */
export const ollama: Format = /* @__PURE__ */ defineFormat({
  name: "ollama",
  framing: "lines",
  terminal: true,
  read: (event) => readJsonEvent(event, readLine),
});

function readLine(line: JsonObject): FormatResult {
  const message = objectOf(line.message);
  return {
    text: stringOf(message.content) ?? stringOf(line.response),
    reasoning: firstStringOf(message.thinking, line.thinking),
    ...(line.done === true && {
      done: "unless-more",
      finishReason: finishReasonOf(line.done_reason, FINISH_REASONS),
      usage: usageOf({ inputTokens: line.prompt_eval_count, outputTokens: line.eval_count }),
    }),
  };
}
