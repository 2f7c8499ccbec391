import type { Format, FormatResult } from "./format.ts";
import type { FinishReason, Source, Usage } from "../parts.ts";
import { defineFormat } from "./defineFormat.ts";
import { finishReasonOf, usageOf } from "./finish.ts";
import { firstStringOf, type JsonObject, listOf, objectOf, stringOf } from "../read/json.ts";
import { failureOf, readJsonEvent, type SaidFailure } from "./readJsonEvent.ts";

/** A call ends a step, and the answer may be yet to come: only `[DONE]` says that it isn't. */
const CALL_REASONS = /* @__PURE__ */ new Set(["tool_calls", "function_call"]);

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = /* @__PURE__ */ new Map([
  ["stop", "stop"],
  ["length", "length"],
  // Mistral's word for the end of a context
  ["model_length", "length"],
  ["content_filter", "content-filter"],
]);

/**
 * OpenAI chat completions, and the many servers that speak it: the first choice's text or refusal, until its
 * `finish_reason` or `[DONE]`. Reasoning is what these servers add as `reasoning_content` or `reasoning`, sources are its annotations, and
 * what Perplexity has searched.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming
 * @example
 * ```ts
 * // your own backend adds the key, and hands the answer on as it comes
 * const stream = createWorkflowStream({ url: "/api/chat", format: openaiChat });
 * await stream.start({ messages: [{ role: "user", content: "Why is the sky blue?" }] });
 * ```
 */
export const openaiChat: Format = /* @__PURE__ */ defineFormat({
  name: "openaiChat",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readChunk),
});

function readChunk(chunk: JsonObject): FormatResult {
  const choice = objectOf(listOf(chunk.choices).find((choice) => !objectOf(choice).index));
  const delta = objectOf(choice.delta);
  const failure = failureIn(chunk, choice);
  return {
    text: textOf(delta.content) + textOf(delta.refusal),
    reasoning: firstStringOf(delta.reasoning_content, delta.reasoning, thoughtsOf(delta.content)),
    sources: [
      ...sourcesOf(delta.annotations),
      // each chunk may say all that was searched: the last one is asked
      ...(choice.finish_reason ? searchedIn(chunk) : []),
    ],
    ...(failure
      ? { error: failure }
      : {
          done: isEnd(choice.finish_reason) && "unless-more",
          finishReason: finishReasonOf(choice.finish_reason, FINISH_REASONS),
          usage: readUsage(chunk),
        }),
  };
}

/** Counts come with the end, or in a chunk after it that has no choice. */
function readUsage({ usage, x_groq: groq }: JsonObject): Usage | undefined {
  const said = objectOf(usage ?? objectOf(groq).usage);
  return usageOf({
    inputTokens: said.prompt_tokens,
    outputTokens: said.completion_tokens,
    totalTokens: said.total_tokens,
    reasoningTokens: objectOf(said.completion_tokens_details).reasoning_tokens,
  });
}

function sourcesOf(annotations: unknown): Source[] {
  return listOf(annotations).flatMap((annotation) => {
    const { url, title } = objectOf(objectOf(annotation).url_citation);
    return typeof url === "string" ? [{ id: url, url, title: stringOf(title) }] : [];
  });
}

/** What was searched for the answer. Addresses alone are the older way. */
function searchedIn({ search_results: results, citations }: JsonObject): Source[] {
  const pages = listOf(results).map(objectOf);
  const said = pages.length > 0 ? pages : listOf(citations).map((url): JsonObject => ({ url }));
  return said.flatMap(({ url, title }) =>
    typeof url === "string" ? [{ id: url, url, title: stringOf(title) }] : [],
  );
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

/** What a model thought, where it stands among the parts of its content. */
function thoughtsOf(content: unknown): string {
  return listOf(content)
    .map((part) => textOf(objectOf(part).thinking))
    .join("");
}

function textOfPart(part: unknown): string {
  const { type, text, refusal } = objectOf(part);
  if (type === "text") return stringOf(text) ?? "";
  if (type === "refusal") return stringOf(refusal) ?? "";
  return "";
}
