import { findCandidates, mostCentral, type Candidate } from "./candidates.ts";
import { pick, rank } from "./rank.ts";
import { similarities, termVectors } from "./similarity.ts";

/** The similarity graph grows with the square of this. */
const maxRankedSentences = 600;

/**
 * Summarises a text by its own most central sentences (LexRank): verbatim but for white space, in the order of the text, without repeats.
 *
 * Made for English; other languages and scripts work, without stop words and stems. A text of more than 600 sentences, about
 * 12 000 words, is narrowed to the 600 that have most in common with the whole before they are compared with each other, so that the
 * time is linear in the length of the text.
 *
 * @param options.sentences - how many sentences, at most 600; by default 3, and one more for each 500 words, up to 7. A text that has fewer gives all.
 * @throws RangeError if `sentences` is not a whole number from 1 to 600
 * @see https://arxiv.org/abs/1109.2128
 */
export function summarise(text: string, options: { sentences?: number } = {}): string[] {
  const found = findCandidates(text);
  const count = options.sentences ?? defaultCount(found);
  if (!Number.isInteger(count) || count < 1 || count > maxRankedSentences) {
    throw new RangeError(
      `sentences must be a whole number from 1 to ${maxRankedSentences}, not ${count}`,
    );
  }
  const candidates = mostCentral(found, maxRankedSentences);
  const alike = similarities(termVectors(candidates.map(({ terms }) => terms)));
  const scores = rank(alike, candidates.map(positionPrior));
  const chosen = new Set(pick(scores, alike, count));
  return candidates.filter((_, index) => chosen.has(index)).map(({ text }) => text);
}

function defaultCount(candidates: readonly Candidate[]): number {
  const wordCount = candidates.reduce((sum, { wordCount }) => sum + wordCount, 0);
  return Math.min(7, 3 + Math.floor(wordCount / 500));
}

/** Articles say first what they are about. */
function positionPrior(_: Candidate, index: number): number {
  return 1 + 2 / (1 + index);
}
