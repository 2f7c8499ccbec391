import { irregularBases } from "./irregular-forms.ts";
import type { PartOfSpeech } from "./wordnet.ts";

/** What is left of a shorter word was no base: `his`, `its`. */
const MIN_BASE_CHARS = 3;

const ENDINGS: Record<PartOfSpeech, readonly (readonly [ending: string, base: string])[]> = {
  noun: [
    ["s", ""],
    ["es", ""],
    ["ies", "y"],
    ["zzes", "z"],
    ["ves", "f"],
    ["ves", "fe"],
    ["men", "man"],
  ],
  verb: [
    ["s", ""],
    ["es", ""],
    ["ies", "y"],
    ["ied", "y"],
    ["zzes", "z"],
  ],
  adjective: [
    ["ier", "y"],
    ["iest", "y"],
  ],
  adverb: [],
};

/** Endings that go onto a stem which may have lost an `e` or doubled its last letter: `hop-ing`, `hopp-ing`. */
const STEM_ENDINGS: Record<PartOfSpeech, readonly string[]> = {
  noun: [],
  verb: ["ed", "ing"],
  adjective: ["er", "est"],
  adverb: [],
};

/**
 * The words that an irregular form may belong to: `went` → `go`. Of a phrase, a verb changes its first word and
 * a noun its last: `went away`, `church mice`.
 */
export function irregularBasesOf(phrase: string, partOfSpeech: PartOfSpeech): string[] {
  const { before, word, after } = splitPhrase(phrase, partOfSpeech);
  return (irregularBases[partOfSpeech].get(word) ?? []).map((base) => before + base + after);
}

/** The words that a regular form may belong to, the likeliest first; most of them don't exist. */
export function regularBasesOf(phrase: string, partOfSpeech: PartOfSpeech): string[] {
  const { before, word, after } = splitPhrase(phrase, partOfSpeech);
  if (word.endsWith("ss")) return [];
  const plain = ENDINGS[partOfSpeech]
    .filter(([ending]) => word.endsWith(ending))
    .map(([ending, base]) => word.slice(0, -ending.length) + base);
  const stems = STEM_ENDINGS[partOfSpeech]
    .filter((ending) => word.endsWith(ending))
    .flatMap((ending) => basesOfStem(word.slice(0, -ending.length)));
  return [...plain, ...stems]
    .filter((base) => base.length >= MIN_BASE_CHARS)
    .map((base) => before + base + after);
}

function basesOfStem(stem: string): string[] {
  if (/([^aeiou])\1$/.test(stem)) return [stem, stem.slice(0, -1)];
  const lostAnE = /[aeiou][^aeiouwxy]$/.test(stem);
  return lostAnE ? [`${stem}e`, stem] : [stem, `${stem}e`];
}

function splitPhrase(phrase: string, partOfSpeech: PartOfSpeech) {
  const words = phrase.split("_");
  const position = partOfSpeech === "verb" ? 0 : words.length - 1;
  const before = words
    .slice(0, position)
    .map((word) => `${word}_`)
    .join("");
  const after = words
    .slice(position + 1)
    .map((word) => `_${word}`)
    .join("");
  return { before, word: words[position] ?? "", after };
}
