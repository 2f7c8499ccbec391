import { goesOnAfterAbbreviation } from "./abbreviations.ts";
import { splitParagraphs } from "./paragraphs.ts";

/** One sentence of a text, its white space reduced to single spaces. */
export interface Sentence {
  readonly text: string;
  /** Whether it ends as a sentence does, with a full stop or the like; a heading or a list item mostly does not. */
  readonly isClosed: boolean;
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** A quotation or a bracket that takes more sentences than this to close is split all the same. */
const maxQuotedSentences = 4;

/**
 * Splits plain text into sentences, in any script.
 * Beyond the rules of Unicode it keeps abbreviations, initials, short quotations and brackets whole.
 *
 * @see https://www.unicode.org/reports/tr29/#Sentence_Boundaries
 */
export function splitSentences(text: string): Sentence[] {
  return splitParagraphs(text)
    .flatMap((paragraph) => joinQuotations(joinAbbreviations(segment(paragraph))))
    .map((sentence) => ({
      text: sentence,
      isClosed: /[\p{STerm}…]["'\p{Pe}\p{Pf}]*$/u.test(sentence),
    }));
}

function segment(paragraph: string): string[] {
  return Array.from(segmenter.segment(paragraph), ({ segment }) => segment.trim()).filter(
    (piece) => piece !== "",
  );
}

function joinAbbreviations(pieces: readonly string[]): string[] {
  const sentences: string[][] = [];
  let previous = "";
  for (const piece of pieces) {
    const goesOn = /^\p{Ll}/u.test(piece) || goesOnAfterAbbreviation(previous, piece);
    const sentence = sentences.at(-1);
    if (sentence !== undefined && goesOn) sentence.push(piece);
    else sentences.push([piece]);
    previous = piece;
  }
  return sentences.map((parts) => parts.join(" "));
}

function joinQuotations(sentences: readonly string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < sentences.length;) {
    const count = quotedSentences(sentences, index);
    joined.push(sentences.slice(index, index + count).join(" "));
    index += count;
  }
  return joined;
}

/** How many sentences from `index` on it takes to close what the first one opens; 1 if it opens nothing, or it stays open. */
function quotedSentences(sentences: readonly string[], index: number): number {
  for (let count = 1; count <= maxQuotedSentences; count++) {
    if (!isOpen(sentences.slice(index, index + count).join(" "))) return count;
  }
  return 1;
}

function isOpen(text: string): boolean {
  const openers = text.match(/[“«「『(]/gu)?.length ?? 0;
  const closers = text.match(/[”»」』)]/gu)?.length ?? 0;
  const straightQuotes = text.match(/"/gu)?.length ?? 0;
  return openers > closers || straightQuotes % 2 === 1;
}
