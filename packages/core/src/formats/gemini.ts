import type { Format, FormatResult } from "./format.ts";
import type { FinishReason, Source, Usage } from "../parts.ts";
import { defineFormat } from "./defineFormat.ts";
import { finishReasonOf, totalOf, usageOf } from "./finish.ts";
import { firstStringOf, type JsonObject, listOf, objectOf, stringOf } from "../read/json.ts";
import { readJsonEvent } from "./readJsonEvent.ts";

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = /* @__PURE__ */ new Map([
  ["STOP", "stop"],
  ["MAX_TOKENS", "length"],
  ["SAFETY", "content-filter"],
  ["RECITATION", "content-filter"],
  ["BLOCKLIST", "content-filter"],
  ["PROHIBITED_CONTENT", "content-filter"],
  ["SPII", "content-filter"],
  ["IMAGE_SAFETY", "content-filter"],
  ["IMAGE_PROHIBITED_CONTENT", "content-filter"],
  ["IMAGE_RECITATION", "content-filter"],
]);

/**
 * Gemini's `streamGenerateContent?alt=sse`: the first candidate's text, its thoughts as reasoning.
 * It ends with a `finishReason`; some servers give one with every chunk.
 * @see https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent
 * @example
 * ```ts
 * createWorkflowStream({ url: "/api/gemini", format: gemini });
 * ```
 */
export const gemini: Format = /* @__PURE__ */ defineFormat({
  name: "gemini",
  framing: "events",
  terminal: true,
  read: (event) => readJsonEvent(event, readChunk),
});

function readChunk({ candidates, promptFeedback, usageMetadata }: JsonObject): FormatResult {
  const { blockReason, blockReasonMessage } = objectOf(promptFeedback);
  if (isGiven(blockReason)) {
    const message = firstStringOf(blockReasonMessage) ?? `The prompt was blocked: ${blockReason}`;
    return { error: { message, code: blockReason } };
  }
  const { content, finishReason, groundingMetadata } = objectOf(listOf(candidates)[0]);
  const parts = listOf(objectOf(content).parts).map(objectOf);
  return {
    text: textOf(parts.filter(({ thought }) => !thought)),
    reasoning: firstStringOf(textOf(parts.filter(({ thought }) => thought))),
    sources: sourcesOf(objectOf(groundingMetadata)),
    usage: readUsage(objectOf(usageMetadata)),
    ...(isGiven(finishReason) && {
      done: "unless-more",
      finishReason: finishReasonOf(finishReason, FINISH_REASONS),
    }),
  };
}

function textOf(parts: readonly JsonObject[]): string {
  return parts.map(({ text }) => stringOf(text) ?? "").join("");
}

/** The pages, the places of a map, and what was retrieved elsewhere, that the answer is grounded on. */
function sourcesOf({ groundingChunks }: JsonObject): Source[] {
  return listOf(groundingChunks).flatMap((chunk) => {
    const { web, retrievedContext, maps } = objectOf(chunk);
    const { uri, title } = objectOf(web ?? retrievedContext ?? maps);
    return typeof uri === "string" ? [{ id: uri, url: uri, title: stringOf(title) }] : [];
  });
}

function readUsage(said: JsonObject): Usage | undefined {
  return usageOf({
    inputTokens: said.promptTokenCount,
    outputTokens: totalOf(said.candidatesTokenCount, said.thoughtsTokenCount),
    totalTokens: said.totalTokenCount,
    reasoningTokens: said.thoughtsTokenCount,
  });
}

/** Whether there is a reason: the first value of these enumerations, which ends so, stands for none. */
function isGiven(reason: unknown): reason is string {
  return typeof reason === "string" && reason !== "" && !reason.endsWith("_UNSPECIFIED");
}
