import { describe, expect, test } from "vitest";
import { lookUp } from "../src/explain/dictionary.ts";
import { explain } from "../src/explain/explain.ts";

const LICENCE =
  "This entry comes from WordNet 3.1, Copyright 2011 by Princeton University. All rights reserved. " +
  "WordNet is free to use under its licence: https://wordnet.princeton.edu/license-and-commercial-use";

describe("a dictionary entry", () => {
  test("is labelled and numbered, and ends with its source", async () => {
    expect(await explain("hot dog")).toBe(
      [
        "Dictionary entry: hot dog",
        "",
        "hot dog, noun",
        "1. someone who performs dangerous stunts to attract attention to himself. Synonyms: hotdog.",
        "2. a frankfurter served hot on a bun. Synonyms: hotdog, red hot.",
        "3. a smooth-textured sausage of minced beef or pork usually smoked; often served on a bread roll. " +
          "Synonyms: frank, frankfurter, hotdog, dog, wiener, wienerwurst, weenie.",
        "",
        LICENCE,
      ].join("\n"),
    );
  });

  test("has the senses of each part of speech, with examples", async () => {
    const text = await explain("table");
    expect(text).toContain(
      '\n\ntable, noun\n1. a set of data arranged in rows and columns. Example: "see table 1". ',
    );
    expect(text).toContain(
      '\n\ntable, verb\n1. hold back to a later time. Example: "let\'s postpone the exam". ',
    );
    expect(text).not.toMatch(/adjective|adverb/);
  });

  test("shows six senses at most and counts the others", async () => {
    const text = await explain("run");
    expect(text.match(/^6\. /gm)).toHaveLength(2);
    expect(text).not.toMatch(/^7\. /m);
    expect(text).toContain("\n(10 more senses)\n\nrun, verb\n");
    expect(text).toContain("\n(35 more senses)\n\n");
  });

  test("counts one sense left out as one", async () => {
    const [first] = await lookUp("argument");
    expect(first?.senseCount).toBe(7);
    expect(await explain("argument")).toContain("\n(1 more sense)\n");
  });

  test("names no wider terms", async () => {
    expect(await explain("dog")).not.toMatch(/canine, canid|carnivore|entity/);
  });

  test("shows two examples at most", async () => {
    const text = await explain("run");
    for (const line of text.split("\n"))
      expect((line.match(/"/g) ?? []).length).toBeLessThanOrEqual(4);
    expect(text).toContain('Examples: "');
  });

  test("names the author of a quotation", async () => {
    expect(await explain("abstemious")).toContain('naturally abstemious" – John Galsworthy.');
  });

  test("keeps the capitals of names", async () => {
    expect(await explain("paris")).toMatch(/^Dictionary entry: Paris\n\nParis, noun\n/);
  });

  test("shows an adjective without the mark for its place", async () => {
    const text = await explain("galore");
    expect(text).toContain("galore, adjective");
    expect(text).not.toContain("(ip)");
  });

  test("does not end a sentence twice", async () => {
    expect(await explain("run")).toContain("projects, businesses, etc. Example:");
  });
});
