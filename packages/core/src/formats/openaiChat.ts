import type { Format, FormatResult } from "../types.ts";
import { defineFormat } from "./defineFormat.ts";
import { type JsonObject, listOf, objectOf, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent, type SaidFailure } from "./readJsonEvent.ts";

/** A call ends a step, and the answer may be yet to come: only `[DONE]` says that it isn't. */
const CALL_REASONS = /* @__PURE__ */ new Set(["tool_calls", "function_call"]);

/**
 * OpenAI chat completions, and the many servers that speak it: the first choice's text or refusal, until its
 * `finish_reason` or `[DONE]`.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming
 */
export const openaiChat: Format = /* @__PURE__ */ defineFormat({
  name: "openaiChat",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readChunk),
});

function readChunk(chunk: JsonObject): FormatResult {
  const choice = objectOf(listOf(chunk.choices).find((choice) => !objectOf(choice).index));
  const { content, refusal } = objectOf(choice.delta);
  const text = textOf(content) + textOf(refusal);
  const failure = failureIn(chunk, choice);
  if (failure) return { text, error: failure };
  return { text, done: isEnd(choice.finish_reason) && "unless-more" };
}

function isEnd(finishReason: unknown): boolean {
  if (typeof finishReason !== "string" || finishReason === "") return false;
  return !CALL_REASONS.has(finishReason);
}

/** The failure that a router or the model's server put into the chunk, beside or in place of an event of its own. */
function failureIn(chunk: JsonObject, choice: JsonObject): SaidFailure | undefined {
  if (chunk.object === "error") return failureOf(chunk);
  if (choice.error) return failureOf(choice);
  const groq = objectOf(chunk.x_groq);
  if (groq.error) return failureOf(groq);
  if (choice.finish_reason === "error") return { message: "The model failed", code: "error" };
  return undefined;
}

/** The text of content or of a refusal: a string, or a list of parts. */
function textOf(content: unknown): string {
  return stringOf(content) ?? listOf(content).map(textOfPart).join("");
}

function textOfPart(part: unknown): string {
  const { type, text, refusal } = objectOf(part);
  if (type === "text") return stringOf(text) ?? "";
  if (type === "refusal") return stringOf(refusal) ?? "";
  return "";
}
