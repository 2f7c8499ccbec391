import { describe, expect, it } from "vitest";
import { splitWords, stem, terms } from "../src/summarise/words.ts";

describe("splitWords", () => {
  it.each([
    ["It’s a well-known FACT, isn't it?", ["it's", "a", "well", "known", "fact", "isn't", "it"]],
    ["ﬁne Ｗｏｒｄｓ", ["fine", "words"]],
    ["今天天气很好", ["今天", "天气", "很好"]],
    ["— … 👍 !", []],
  ])("%s", (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
});

describe("terms", () => {
  it("leaves out function words and single letters", () => {
    expect(terms(["the", "origin", "of", "species", "b", "isn't", "it's", "here"])).toEqual([
      "origin",
      stem("species"),
    ]);
  });
});

describe("stem", () => {
  it.each([
    ["varied", "varies", "vary"],
    ["nation", "nations", "nation's", "nations'"],
    ["running", "runs", "run"],
    ["created", "creates", "create", "creating"],
    ["church", "churches"],
    ["class", "classes"],
    ["slow", "slowly"],
  ])("makes one of %s and its forms", (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });

  it.each(["red", "sing", "bus", "this", "gas", "fly", "écoles", "слова", "2024", "covid-19"])(
    "leaves %s alone",
    (word) => {
      expect(stem(word).replace(/i$/u, "y")).toBe(word);
    },
  );
});
