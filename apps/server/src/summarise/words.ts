import { stopWords } from "./stopWords.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** The words of a text in any script, in lower case and compatibility form, without punctuation. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push(segment.normalize("NFKC").toLowerCase().replaceAll("’", "'"));
  }
  return words;
}

/** The stems of the words that say what a sentence is about: English function words and single Latin letters are left out. */
export function terms(words: readonly string[]): string[] {
  return words.filter((word) => !stopWords.has(word) && !/^[a-z]$/u.test(word)).map(stem);
}

/** Takes the commonest endings off an English word, so that “varied”, “varies” and “vary” are one; other words stay as they are. */
export function stem(word: string): string {
  const base = word.replace(/'s?$/u, "");
  if (!/^[a-z]{4,30}$/u.test(base)) return base;
  return withoutVerbEnding(withoutPlural(base))
    .replace(/(?<=...)e$/u, "")
    .replace(/(?<=[^aeiou])y$/u, "i");
}

function withoutPlural(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/u.test(word)) return word.slice(0, -2);
  return /[^siu]s$/u.test(word) ? word.slice(0, -1) : word;
}

function withoutVerbEnding(word: string): string {
  if (word.endsWith("ied")) return `${word.slice(0, -3)}y`;
  const base = word.replace(/(?:ed|ing|ly)$/u, "");
  if (base === word || base.length < 3 || !/[aeiouy]/u.test(base)) return word;
  return base.replace(/([bdgmnprt])\1$/u, "$1");
}
