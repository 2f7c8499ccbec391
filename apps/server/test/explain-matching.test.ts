import { describe, expect, test } from "vitest";
import { explain, listArticles } from "../src/explain/explain.ts";

const titles = new Map((await listArticles()).map(({ slug, title }) => [slug, title]));

/** What answers: an article's slug, `dictionary` or `unknown`. */
async function answererOf(topic: string): Promise<string> {
  const [firstLine] = (await explain(topic)).split("\n");
  if (firstLine?.startsWith("Dictionary entry: ")) return "dictionary";
  return [...titles].find(([, title]) => title === firstLine)?.[0] ?? "unknown";
}

describe("a topic finds its article", () => {
  test.each([...titles].map(([slug, title]) => [title, slug]))(
    "by its title: %s",
    async (title, slug) => {
      expect(await answererOf(title)).toBe(slug);
      expect(await answererOf(title.toUpperCase())).toBe(slug);
      expect(await answererOf(slug)).toBe(slug);
    },
  );

  test.each([
    ["vision pro", "vision-pro"],
    ["  Vision\n Pro?! ", "vision-pro"],
    ["apple vision pro", "vision-pro"],
    ["the Moon landing", "moon-landing"],
    ["bee", "bees"],
    ["black hole", "black-holes"],
    ["vaccine", "vaccines"],
    ["SSE", "server-sent-events"],
    ["server sent events", "server-sent-events"],
    ["UTF8", "utf-8"],
    ["utf 8", "utf-8"],
    ["TCP/IP", "tcp"],
    ["LLMs", "large-language-models"],
    ["one time token", "single-use-tokens"],
    ["public key", "public-key-cryptography"],
    ["Diffie-Hellman", "public-key-cryptography"],
    ["caffe espresso", "espresso"],
  ])("by another name: %j", async (topic, slug) => {
    expect(await answererOf(topic)).toBe(slug);
  });

  test.each([
    ["what is a black hole?", "black-holes"],
    ["How do tides work?", "tides"],
    ["Explain to me what inflation is, please", "inflation"],
    ["What’s jazz", "jazz"],
    ["why do bees dance", "bees"],
    ["how do black holes form", "black-holes"],
    ["coral reef fish", "coral-reefs"],
  ])("in a question: %j", async (topic, slug) => {
    expect(await answererOf(topic)).toBe(slug);
  });

  test.each([
    ["vison pro", "vision-pro"],
    ["photosintesis", "photosynthesis"],
    ["sourdoh", "sourdough"],
    ["expresso", "espresso"],
    ["vaksine", "vaccines"],
    ["glaicer", "glaciers"],
    ["inflaton", "inflation"],
    ["sleeep", "sleep"],
    ["black wholes", "black-holes"],
    ["corral reef", "coral-reefs"],
    ["plait tectonics", "plate-tectonics"],
    ["prining press", "printing-press"],
    ["moon landng", "moon-landing"],
    ["what is criptography", "public-key-cryptography"],
    ["publik key cryptography", "public-key-cryptography"],
    ["chat gpt", "large-language-models"],
  ])("misspelled: %j", async (topic, slug) => {
    expect(await answererOf(topic)).toBe(slug);
  });

  test.each([
    ["photosynth", "photosynthesis"],
    ["large language", "large-language-models"],
    ["apple vis", "vision-pro"],
    ["server-sent", "server-sent-events"],
  ])("begun: %j", async (topic, slug) => {
    expect(await answererOf(topic)).toBe(slug);
  });
});

describe("a word does not find an article by accident", () => {
  test.each(
    `table run happiness vision pro black hole press print model language large key token moon landing public server
     event reef plate wave time use single sheep sleek tires beds beads jars glass vacation inflate expression tired
     sour dough printer virus star planet`.split(/\s+/),
  )("%s is a dictionary word", async (topic) => {
    expect(await answererOf(topic)).toBe("dictionary");
  });

  test.each([
    "count sheep",
    "large dog",
    "black dog",
    "pro league",
    "token ring road",
    "sweet dreams are made of this",
  ])("%s has no answer", async (topic) => {
    expect(await answererOf(topic)).toBe("unknown");
  });
});
