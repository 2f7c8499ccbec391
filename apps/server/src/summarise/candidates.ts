import { splitSentences } from "./sentences.ts";
import { centralities, termVectors } from "./similarity.ts";
import { splitWords, terms } from "./words.ts";

/** A sentence that may stand in a summary. */
export interface Candidate {
  readonly text: string;
  readonly wordCount: number;
  readonly terms: readonly string[];
}

/** A shorter sentence says too little by itself; a longer one is a table, a list, or text without full stops. */
const minWords = 5;
const maxWords = 120;

/** A text of which a smaller share is whole sentences consists of notes, or of a script without full stops. */
const minWholeShare = 0.1;

/** The sentences of a text that may stand in its summary, without repeats. Headings and fragments are left out unless there is little else. */
export function findCandidates(text: string): Candidate[] {
  const unique = new Map<string, Candidate & { isWhole: boolean }>();
  for (const sentence of splitSentences(text)) {
    const words = splitWords(sentence.text);
    const key = words.join(" ");
    if (key === "" || unique.has(key)) continue;
    const isWhole = sentence.isClosed && words.length >= minWords && words.length <= maxWords;
    unique.set(key, { text: sentence.text, wordCount: words.length, terms: terms(words), isWhole });
  }
  const all = [...unique.values()];
  const whole = all.filter(({ isWhole }) => isWhole);
  return whole.length >= all.length * minWholeShare ? whole : all;
}

/** The candidates that have most in common with the whole text, `count` at most, in the order of the text. */
export function mostCentral(candidates: readonly Candidate[], count: number): readonly Candidate[] {
  if (candidates.length <= count) return candidates;
  const scores = centralities(termVectors(candidates.map(({ terms }) => terms)));
  const best = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, count);
  return best.sort((a, b) => a - b).map((index) => candidates[index]);
}
