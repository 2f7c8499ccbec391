import type { Finish, FinishReason, Usage } from "../types.ts";
import { type JsonObject, objectOf } from "../read/json.ts";

/** The AI SDK's words, and our protocol's. */
const FINISH_REASONS: ReadonlyMap<string, FinishReason> = /* @__PURE__ */ new Map([
  ["stop", "stop"],
  ["length", "length"],
  ["content-filter", "content-filter"],
]);

/**
 * Why it ended; `undefined` where nothing is said, `other` where it is in words that are not known.
 * @param words a format's own. Default: the AI SDK's.
 */
export function finishReasonOf(
  said: unknown,
  words: ReadonlyMap<string, FinishReason> = FINISH_REASONS,
): FinishReason | undefined {
  if (typeof said !== "string" || said === "") return undefined;
  return words.get(said) ?? "other";
}

/** A count with those that stand beside it; what is no count adds nothing to it. */
export function totalOf(count: unknown, ...others: readonly unknown[]): unknown {
  return others.filter(isCount).reduce<unknown>((sum, other) => Number(sum) + Number(other), count);
}

/** The counts that are counts; `undefined` where none is. */
export function usageOf(counts: { readonly [Name in keyof Usage]: unknown }): Usage | undefined {
  const known = Object.entries(counts).filter(([, count]) => isCount(count));
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** How a run ended and what it took, as the AI SDK and our protocol write it. */
export function finishOf({ finishReason, usage }: JsonObject): Finish {
  const { inputTokens, outputTokens, totalTokens, ...counts } = objectOf(usage);
  const reasoningTokens =
    counts.reasoningTokens ?? objectOf(counts.outputTokenDetails).reasoningTokens;
  return {
    finishReason: finishReasonOf(finishReason),
    usage: usageOf({ inputTokens, outputTokens, totalTokens, reasoningTokens }),
  };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
