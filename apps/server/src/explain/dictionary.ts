import { irregularBasesOf, regularBasesOf } from "./inflection.ts";
import {
  findSenseOffsets,
  PARTS_OF_SPEECH,
  readSynsets,
  type PartOfSpeech,
  type Synset,
} from "./wordnet.ts";

/** What a word means as one part of speech. */
export type DictionaryEntry = {
  /** Lower case, with spaces between words. */
  lemma: string;
  partOfSpeech: PartOfSpeech;
  /** The most frequent senses, six at most. */
  synsets: Synset[];
  /** How many senses the dictionary has, the ones left out here included. */
  senseCount: number;
};

const MAX_SENSES = 6;

type Found = { lemma: string; partOfSpeech: PartOfSpeech; byteOffsets: number[] };

/**
 * Looks a word or phrase up, as it stands and as an inflected form; none for an unknown one.
 *
 * @param phrase - lower case, words separated by a space
 * @throws the file system's error, when the dictionary can't be read
 */
export async function lookUp(phrase: string): Promise<DictionaryEntry[]> {
  if (phrase === "") return [];
  for (const spelling of spellingsOf(phrase)) {
    const found = await findForms(spelling);
    if (found.length > 0) return Promise.all(found.map(readEntry));
  }
  return [];
}

/** WordNet writes `hot_dog`, `mother-in-law` and `u.s.`, and people write them in other ways. */
function spellingsOf(phrase: string): Set<string> {
  const lemma = phrase.replaceAll(" ", "_");
  return new Set([lemma, `${lemma}.`, lemma.replaceAll("-", "_"), lemma.replaceAll("_", "-")]);
}

async function findForms(spelling: string): Promise<Found[]> {
  const own = await findAll(
    PARTS_OF_SPEECH.map((partOfSpeech) => ({ lemma: spelling, partOfSpeech })),
  );
  const found: Found[] = [];
  for (const partOfSpeech of PARTS_OF_SPEECH) {
    const asItStands = own.filter((entry) => entry.partOfSpeech === partOfSpeech);
    const irregular = await findAll(
      irregularBasesOf(spelling, partOfSpeech).map((lemma) => ({ lemma, partOfSpeech })),
    );
    found.push(...asItStands, ...irregular);
    if (asItStands.length > 0 || irregular.length > 0) continue;
    // `running` is a noun and a form of `run`, but `forest` is not more `fore`.
    if (own.length > 0 && !(partOfSpeech === "verb" && /(?:ed|ing)(?:_|$)/.test(spelling)))
      continue;
    const regular = await findAll(
      regularBasesOf(spelling, partOfSpeech).map((lemma) => ({ lemma, partOfSpeech })),
    );
    found.push(...regular.slice(0, 1));
  }
  return found;
}

async function findAll(words: { lemma: string; partOfSpeech: PartOfSpeech }[]): Promise<Found[]> {
  const found = await Promise.all(
    words.map(async (word) => ({
      ...word,
      byteOffsets: await findSenseOffsets(word.lemma, word.partOfSpeech),
    })),
  );
  return found.filter(({ byteOffsets }) => byteOffsets.length > 0);
}

async function readEntry({ lemma, partOfSpeech, byteOffsets }: Found): Promise<DictionaryEntry> {
  const synsets = await readSynsets(byteOffsets.slice(0, MAX_SENSES), partOfSpeech);
  return {
    lemma: lemma.replaceAll("_", " "),
    partOfSpeech,
    synsets,
    senseCount: byteOffsets.length,
  };
}
