import type { DictionaryEntry } from "./dictionary.ts";
import type { Synset } from "./wordnet.ts";

const MAX_EXAMPLES = 2;
const SOURCE =
  "This entry comes from WordNet 3.1, Copyright 2011 by Princeton University. All rights reserved. " +
  "WordNet is free to use under its licence: https://wordnet.princeton.edu/license-and-commercial-use";

/** Writes dictionary entries as plain text: numbered senses under each part of speech, and the source in the last line. */
export function formatEntries(entries: readonly DictionaryEntry[]): string {
  const names = new Set(entries.map(nameOf));
  return [`Dictionary entry: ${[...names].join(", ")}`, ...entries.map(formatEntry), SOURCE].join(
    "\n\n",
  );
}

function formatEntry(entry: DictionaryEntry): string {
  const { lemma, partOfSpeech, synsets, senseCount } = entry;
  const senses = synsets.map(
    (synset, position) => `${position + 1}. ${formatSense(lemma, synset)}`,
  );
  const leftOutCount = senseCount - synsets.length;
  const rest =
    leftOutCount > 0 ? [`(${leftOutCount} more ${leftOutCount === 1 ? "sense" : "senses"})`] : [];
  return [`${nameOf(entry)}, ${partOfSpeech}`, ...senses, ...rest].join("\n");
}

/** The data keeps capitals, which the index has lost: `paris` → `Paris`. */
function nameOf({ lemma, synsets }: DictionaryEntry): string {
  const spellings = synsets.flatMap(({ words }) =>
    words.filter((word) => word.toLowerCase() === lemma),
  );
  return spellings.includes(lemma) ? lemma : (spellings[0] ?? lemma);
}

function formatSense(lemma: string, { words, gloss }: Synset): string {
  const parts = (gloss.match(/(?:[^;"]|"[^"]*")+/g) ?? [])
    .map((part) => part.trim())
    .filter(Boolean);
  const isExample = (part: string) => part.startsWith('"');
  const definition = parts.filter((part) => !isExample(part)).join("; ");
  const examples = parts.filter(isExample).slice(0, MAX_EXAMPLES).map(tidyExample);
  const synonyms = new Set(words.filter((word) => word.toLowerCase() !== lemma));
  return [
    endSentence(definition),
    examples.length > 0
      ? `${examples.length === 1 ? "Example" : "Examples"}: ${examples.join("; ")}.`
      : "",
    synonyms.size > 0 ? endSentence(`Synonyms: ${[...synonyms].join(", ")}`) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** A quotation names its author after the closing mark: `"…"- Jane Austen`. */
function tidyExample(example: string): string {
  return example.replace(/(?<!^)"\s*-+\s*/, '" – ');
}

function endSentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
