import type { Finish, FinishReason, Usage } from "../parts.ts";
import { type JsonObject, objectOf } from "../read/json.ts";

/** The AI SDK's words, and our protocol's. */
const FINISH_REASONS: readonly FinishReason[] = ["stop", "length", "content-filter"];

/** How a run ended and what it took, as the AI SDK and our protocol write it. */
export function finishOf({ finishReason, usage }: JsonObject): Finish {
  const said = objectOf(usage);
  const { inputTokens, outputTokens, totalTokens, outputTokenDetails } = said;
  const { reasoningTokens } = { ...objectOf(outputTokenDetails), ...said };
  const known = FINISH_REASONS.find((reason) => reason === finishReason);
  return {
    finishReason: known ?? (finishReason ? "other" : undefined),
    usage: usageOf({ inputTokens, outputTokens, totalTokens, reasoningTokens }),
  };
}

/** Why it ended, in a format's own words; `undefined` where nothing is said, `other` where the words are not known. */
export function finishReasonOf(
  said: unknown,
  words: ReadonlyMap<string, FinishReason>,
): FinishReason | undefined {
  if (typeof said !== "string" || said === "") return undefined;
  return words.get(said) ?? "other";
}

/** The counts that are counts; `undefined` where none is. */
export function usageOf(counts: { readonly [Name in keyof Usage]: unknown }): Usage | undefined {
  const known = Object.entries(counts).filter(([, count]) => isCount(count));
  return known[0] && Object.fromEntries(known);
}

/** A count with those that stand beside it; what is no count adds nothing to it. */
export function totalOf(count: unknown, ...others: readonly unknown[]): unknown {
  return others.filter(isCount).reduce<unknown>((sum, other) => Number(sum) + Number(other), count);
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && value >= 0;
}
