import { describe, expect, test } from "vitest";
import { lookUp } from "../src/explain/dictionary.ts";
import { irregularBases } from "../src/explain/irregular-forms.ts";
import { findSenseOffsets, PARTS_OF_SPEECH, readSynsets } from "../src/explain/wordnet.ts";

/** `table` → `["noun table", "verb table"]` */
async function formsOf(phrase: string): Promise<string[]> {
  return (await lookUp(phrase)).map(({ partOfSpeech, lemma }) => `${partOfSpeech} ${lemma}`);
}

describe("looking up", () => {
  test.each([
    ["dog", ["noun dog", "verb dog"]],
    ["quickly", ["adverb quickly"]],
    ["blue", ["noun blue", "verb blue", "adjective blue"]],
    ["hot dog", ["noun hot dog"]],
    ["mother in law", ["noun mother-in-law"]],
    ["u.s", ["noun u.s."]],
    ["ice-cream", ["noun ice cream"]],
    ["the hague", ["noun the hague"]],
  ])("%s as it stands", async (phrase, forms) => {
    expect(await formsOf(phrase)).toEqual(forms);
  });

  test.each([
    ["tables", ["noun table", "verb table"]],
    ["boxes", ["noun box", "verb box"]],
    ["cities", ["noun city"]],
    ["wolves", ["noun wolf"]],
    ["knives", ["noun knife"]],
    ["firemen", ["noun fireman"]],
    ["quizzes", ["noun quiz", "verb quiz"]],
    ["hot dogs", ["noun hot dog"]],
    ["mice", ["noun mouse"]],
    ["axes", ["noun axis", "verb axe"]],
    ["running", ["noun running", "verb run", "adjective running"]],
    ["hoping", ["verb hope"]],
    ["hopping", ["verb hop"]],
    ["falling", ["verb fall", "adjective falling"]],
    ["singing", ["noun singing", "verb sing", "adjective singing"]],
    ["agreed", ["verb agree", "adjective agreed"]],
    ["tried", ["verb try", "adjective tried"]],
    ["carries", ["noun carry", "verb carry"]],
    ["dressing down", ["noun dressing down", "verb dress down"]],
    ["went", ["verb go"]],
    ["went away", ["verb go away"]],
    ["looked up", ["verb look up"]],
    ["fatter", ["adjective fat"]],
    ["happiest", ["adjective happy"]],
    ["saw", ["noun saw", "verb saw", "verb see"]],
  ])("%s as an inflected form", async (phrase, forms) => {
    expect((await formsOf(phrase)).sort()).toEqual(forms.sort());
  });

  test.each([
    ["forest", "noun forest"],
    ["bed", "noun bed"],
    ["king", "noun king"],
    ["glass", "noun glass"],
  ])("%s is not taken for an inflected form", async (phrase, form) => {
    const forms = await formsOf(phrase);
    expect(forms).toContain(form);
    expect(new Set(forms.map((entry) => entry.split(" ")[1]))).toEqual(new Set([phrase]));
  });

  test.each(["", "his", "its", "xyzzy", "1 this", "zzzzzzzz", "~", "写真", "_", "."])(
    "%j is unknown",
    async (phrase) => {
      expect(await lookUp(phrase)).toEqual([]);
    },
  );

  test("every irregular form leads to a word of the dictionary", async () => {
    const missing: string[] = [];
    for (const partOfSpeech of PARTS_OF_SPEECH) {
      for (const base of new Set([...irregularBases[partOfSpeech].values()].flat())) {
        if ((await findSenseOffsets(base, partOfSpeech)).length === 0)
          missing.push(`${partOfSpeech} ${base}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe("the files of WordNet", () => {
  test.each([
    ["the first word", "'hood", 1],
    ["the last word", "zymurgy", 1],
    ["a digit", "1", 1],
    ["a prefix of another word", "hot", 0],
    ["a word with many senses", "head", 33],
  ])("findSenseOffsets finds %s", async (_, lemma, count) => {
    expect(await findSenseOffsets(lemma, "noun")).toHaveLength(count);
  });

  test("readSynsets reads a line longer than one read", async () => {
    const [offset = 0] = await findSenseOffsets("city", "noun");
    const [synset] = await readSynsets([offset], "noun");
    expect(synset?.words).toEqual(["city", "metropolis", "urban center"]);
    expect(synset?.gloss).toContain("a large and densely populated urban area");
  });
});
