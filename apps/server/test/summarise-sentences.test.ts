import { describe, expect, it } from "vitest";
import { splitParagraphs } from "../src/summarise/paragraphs.ts";
import { splitSentences } from "../src/summarise/sentences.ts";

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ text }) => text);
}

describe("splitParagraphs", () => {
  it.each([
    ["blank lines", "One.\n\nTwo.\n \t\nThree.", ["One.", "Two.", "Three."]],
    ["Windows and old Mac line ends", "One.\r\n\r\nTwo.\r\rThree.", ["One.", "Two.", "Three."]],
    [
      "hard-wrapped lines",
      "The quick brown fox jumps over the lazy\ndog; then he asks the fast white Rabbit\nSnowball.",
      ["The quick brown fox jumps over the lazy dog; then he asks the fast white Rabbit Snowball."],
    ],
    [
      "a line that breaks off early and goes on in lower case",
      "I cannot,\nhowever,\nlet this opportunity pass.",
      ["I cannot, however, let this opportunity pass."],
    ],
    [
      "a heading above its text",
      "The News\nA long first line of the article stands here\nand goes on.",
      ["The News", "A long first line of the article stands here and goes on."],
    ],
    ["short lines", "Milk\nEggs\nBread", ["Milk", "Eggs", "Bread"]],
    [
      "one paragraph to a line",
      `${"Word ".repeat(30)}end.\nNext ${"word ".repeat(29)}end.`,
      [`${"Word ".repeat(30)}end.`, `Next ${"word ".repeat(29)}end.`],
    ],
    [
      "list items",
      "We need these things for the picnic:\n- fresh milk from the farm of my uncle\n* two eggs\n2. bread",
      [
        "We need these things for the picnic:",
        "fresh milk from the farm of my uncle",
        "two eggs",
        "bread",
      ],
    ],
    ["Markdown headings", "# Title\n\nText.", ["Title", "Text."]],
    [
      "a word cut by a hyphen",
      "This was a rather remark-\nable day for all of us.",
      ["This was a rather remark-able day for all of us."],
    ],
    [
      "wrapped Chinese",
      "今天天气很好，我们决定和朋友们一起去城市中心的公园散步，也许\n顺便看看花和水里的鱼。",
      ["今天天气很好，我们决定和朋友们一起去城市中心的公园散步，也许顺便看看花和水里的鱼。"],
    ],
    [
      "short Chinese lines",
      "春天来了。\n今天天气很好，我们决定和朋友们一起去城市中心的公园散步看花。",
      ["春天来了。", "今天天气很好，我们决定和朋友们一起去城市中心的公园散步看花。"],
    ],
    ["nothing", " \n\n\t ", []],
  ])("%s", (_, text, expected) => {
    expect(splitParagraphs(text)).toEqual(expected);
  });
});

describe("splitSentences", () => {
  it.each([
    // One sentence each.
    ["Mr. Smith and Mrs. Jones met Dr. Hooker.", 1],
    ["Sir C. Lyell honoured Prof. J. R. R. Tolkien in St. Albans.", 1],
    ["When on board H.M.S. ‘Beagle,’ I was struck.", 1],
    ["He moved to the U.S. Senate in Washington, D.C. Friday.", 1],
    ["Fruit, e.g. Apples and i.e. The red ones, is good.", 1],
    ["Climate, food, etc., are the cause.", 1],
    ["It costs $3.5 million, or 4.25 percent.", 1],
    ["See Fig. 3 and No. 5 Downing Street, pp. 12 and vol. IV of it.", 1],
    ["Acme Inc. Chairman Bob Gray Jr. Left at once.", 1],
    ["It opens at 3 p.m. Monday in the hall.", 1],
    ["SANTA ROSA, Calif. (Reuters) – Fires spread.", 1],
    ["On Jan. 5 and Dec. 24 we rest.", 1],
    ["1. Mix the flour and the water.", 1],
    ["Yahoo! is a company.", 1],
    ["“What is it?” he asked.", 1],
    ['"Stop!" she cried. "It is late."', 2],
    ["“We were shocked. Nobody told us,” said the mayor.", 1],
    ['"We were shocked. Nobody told us," said the mayor.', 1],
    ["He left (It was late. He was tired.) without a word.", 1],
    ["Well... maybe not.", 1],
    ["So liegt z. B. Berlin u. a. Orte am Wasser.", 1],
    // Two sentences each.
    ["He lives in the U.S. The vote passed.", 2],
    ["It opens at 3 p.m. They close at six.", 2],
    ["He works for Acme Inc. It makes anvils.", 2],
    ["We sell pens, ink, etc. Prices vary.", 2],
    ["Did he say no. No. He said nothing.", 3],
    ["So did I. Peter left.", 2],
    ["Boil it first. 2. Mix the flour. 3. Bake it.", 3],
    ["It happened in 1999. Nobody knew.", 2],
    ["This is art. Nobody denies it.", 2],
    ["He said: “Go.” She went.", 2],
    ["Is it true? Yes! It is.", 3],
    [
      "An open “quotation that never ends. Another sentence. One more. And more. And more still.",
      5,
    ],
    ["今天天气很好。我们去公园散步！", 2],
    ["यह पहला वाक्य है। यह दूसरा है।", 2],
    ["هذه جملة. هل هذه جملة أخرى؟", 2],
  ])("%s → %i", (text, count) => {
    const sentences = sentencesOf(text);
    expect(sentences, JSON.stringify(sentences)).toHaveLength(count);
    expect(sentences.join(text.includes("今") ? "" : " ").replace(/^Mix/u, "1. Mix")).toBe(text);
  });

  it("knows a sentence from a heading by its end", () => {
    const closed = splitSentences(
      "A Heading\n\nA sentence.\n\nAnother (here.)\n\n“Really?”\n\n真的。",
    ).map(({ isClosed }) => isClosed);
    expect(closed).toEqual([false, true, true, true, true]);
  });
});
