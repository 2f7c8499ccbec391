import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { summarise } from "../src/summarise/summarise.ts";

const demoText = await readFile(
  new URL("../texts/origin-of-species-introduction.txt", import.meta.url),
  "utf8",
);

const squash = (text: string) => text.replace(/\s+/gu, " ");

/** An article of sentences made of the words of the demo text, the same for the same seed. */
function makeArticle(wordCount: number, seed = 1): string {
  const words = demoText.replace(/[.?!\n]/gu, " ").split(/\s+/u);
  let state = seed;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  const sentences: string[] = [];
  for (let count = 0; count < wordCount;) {
    const length = 6 + random(25);
    const sentence = Array.from({ length }, () => words[random(words.length)]).join(" ");
    sentences.push(`X${sentence}.${random(5) === 0 ? "\n\n" : " "}`);
    count += length;
  }
  return sentences.join("");
}

describe("the sentences of a summary", () => {
  it.each([1, 2, 3, 4, 5])(
    "are verbatim, each once, in the order of the text, as many as asked for (article %i)",
    (seed) => {
      const text = squash(makeArticle(2000, seed));
      for (const count of [1, 2, 5, 20]) {
        const summary = summarise(text, { sentences: count });
        expect(summary).toHaveLength(count);
        const positions = summary.map((sentence) => text.indexOf(sentence));
        expect(Math.min(...positions)).toBeGreaterThanOrEqual(0);
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      }
    },
  );

  it.each([
    [100, 3],
    [800, 4],
    [1400, 5],
    [5000, 7],
  ])("of %i words are %i by default", (wordCount, count) => {
    expect(summarise(makeArticle(wordCount))).toHaveLength(count);
  });

  it("are all there are when the text has fewer", () => {
    expect(
      summarise("The first sentence is here. The second sentence follows it.", { sentences: 5 }),
    ).toEqual(["The first sentence is here.", "The second sentence follows it."]);
  });

  it("are about what the text is about", () => {
    const text = `The lighthouse on the northern cape was built in 1871. Breakfast was served rather late that morning.
      Sailors trusted the lighthouse on the cape more than any chart. A dog slept under the wooden table.
      The keeper of the lighthouse lit its lamp every evening for the sailors. Somebody had painted the fence green.`;
    const summary = summarise(text, { sentences: 3 });
    expect(summary.every((sentence) => sentence.includes("lighthouse"))).toBe(true);
  });

  it("do not say the same thing twice", () => {
    const text = `The council approved the new bridge over the river on Monday. The council approved the new bridge over the river on Monday.
      On Monday the council approved the new bridge over the river. The bridge will cost the council four million euros.
      Fishermen fear that the bridge will harm the river. The old ferry over the river will stop in May.`;
    const summary = summarise(text, { sentences: 3 });
    expect(summary.filter((sentence) => sentence.includes("approved"))).toHaveLength(1);
    expect(summarise(text, { sentences: 9 })).toHaveLength(5);
  });

  it("are the first of those with the same words", () => {
    expect(
      summarise("The same words are here. Other words are over there. THE SAME WORDS ARE HERE!"),
    ).toEqual(["The same words are here.", "Other words are over there."]);
  });

  it("leave out headings, list items and fragments", () => {
    const text = `Storm Hits the Northern Coast on Friday\n\nA storm hit the coast on Friday night.\n\n- wind and rain\n\nIt was bad.\n\nThe storm left the coast without power for days.`;
    expect(summarise(text)).toEqual([
      "A storm hit the coast on Friday night.",
      "The storm left the coast without power for days.",
    ]);
  });
});

describe("odd texts", () => {
  it.each([
    ["empty", "", []],
    ["white space", " \n\t\n ", []],
    ["no words", "… 👍 !!! —", []],
    ["one sentence", "Only one sentence stands here.", ["Only one sentence stands here."]],
    ["one fragment", "Hello", ["Hello"]],
    ["fragments only", "Milk\nEggs\nBread", ["Milk", "Eggs", "Bread"]],
    [
      "function words only",
      "It is what it is. That was that, and so it was.",
      ["It is what it is.", "That was that, and so it was."],
    ],
  ])("%s", (_, text, summary) => {
    expect(summarise(text)).toEqual(summary);
  });

  it("notes are summarised by their lines, though one has a full stop", () => {
    const notes = Array.from({ length: 20 }, (_, index) => `bought ${index + 1} crates of apples`);
    const text = [...notes, "The market was closed on Sunday."].join("\n\n");
    expect(summarise(text, { sentences: 10 })).toHaveLength(10);
  });

  it("a table in one endless sentence does not stand in the summary of the text around it", () => {
    const table = "apples 12 pears 7 plums 9 ".repeat(100);
    const text = `The market sold apples and pears again.\n\n${table}.\n\nPlums were cheaper than apples this time.`;
    expect(summarise(text)).toEqual([
      "The market sold apples and pears again.",
      "Plums were cheaper than apples this time.",
    ]);
  });

  it.each([
    [
      "Chinese",
      "春天来了，公园里的花都开了。小狗在门口睡觉。很多人去公园看花和拍照。孩子们在公园的花旁边玩游戏。昨天的会议很长。",
      "公园",
    ],
    [
      "Russian",
      "Новый музей открыли в центре города. Вчера весь день шёл сильный дождь. В новом музее города собраны старые карты. Жители города гордятся новым музеем.",
      "музе",
    ],
    [
      "Arabic",
      "افتتحت المدينة المكتبة الجديدة يوم الاثنين. كان الطقس باردا جدا في الصباح. تضم المكتبة الجديدة آلاف الكتب. يزور الطلاب المكتبة الجديدة كل يوم.",
      "المكتبة",
    ],
  ])("%s is summarised too", (_, text, subject) => {
    const summary = summarise(text, { sentences: 2 });
    expect(summary).toHaveLength(2);
    for (const sentence of summary) {
      expect(text).toContain(sentence);
      expect(sentence).toContain(subject);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, 601, Number.POSITIVE_INFINITY])(
    "%s sentences are a RangeError",
    (sentences) => {
      expect(() => summarise(demoText, { sentences })).toThrow(RangeError);
    },
  );
});

describe("long texts", () => {
  function elapsedMs(run: () => unknown): number {
    const startMs = performance.now();
    run();
    return performance.now() - startMs;
  }

  it("of 5 000 words take less than 200 ms", () => {
    const text = makeArticle(5000);
    expect(
      Math.min(...Array.from({ length: 3 }, () => elapsedMs(() => summarise(text)))),
    ).toBeLessThan(200);
  });

  it.each([
    ["170 000 words", makeArticle(170_000)],
    ["50 000 abbreviations", "Mr. ".repeat(50_000)],
    ["50 000 wrapped lines", "word wrapped here\n".repeat(50_000)],
    ["one word of a million letters", "a".repeat(1_000_000)],
    ["20 000 open quotations", '"Open sentence here now. '.repeat(20_000)],
    ["a million brackets", "(".repeat(1_000_000)],
    [
      "20 000 Chinese sentences",
      Array.from({ length: 20_000 }, (_, index) => `第${index}天天气很好，我们去公园散步。`).join(
        "",
      ),
    ],
  ])("%s do not hang", (_, text) => {
    expect(elapsedMs(() => summarise(text))).toBeLessThan(5000);
  });

  it("are narrowed to the sentences about their subject", () => {
    const sentences = Array.from({ length: 700 }, (_, index) =>
      index % 20 === 0
        ? `The lighthouse keeper lit lamp ${index} for sailors.`
        : `Word${index} thing${index} place${index} hour${index} year${index}.`,
    );
    const summary = summarise(sentences.join(" "), { sentences: 5 });
    expect(summary.filter((sentence) => !sentence.includes("lighthouse"))).toEqual([]);
  });

  it("give as many sentences as asked for, up to 600, in order", () => {
    const text = squash(makeArticle(20_000));
    const positions = summarise(text, { sentences: 600 }).map((sentence) => text.indexOf(sentence));
    expect(positions).toHaveLength(600);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });
});

describe("the demo text", () => {
  it("has its title and author in the first line and 700 to 2 500 words", () => {
    expect(demoText.split("\n", 1)).toEqual([
      "On the Origin of Species: Introduction, by Charles Darwin (1859)",
    ]);
    const wordCount = demoText.split(/\s+/u).length;
    expect(wordCount).toBeGreaterThan(700);
    expect(wordCount).toBeLessThan(2500);
  });

  it("has this summary", () => {
    expect(summarise(demoText)).toMatchInlineSnapshot(`
      [
        "When on board H.M.S. ‘Beagle,’ as naturalist, I was much struck with certain facts in the distribution of the inhabitants of South America, and in the geological relations of the present to the past inhabitants of that continent.",
        "I have more especially been induced to do this, as Mr. Wallace, who is now studying the natural history of the Malay archipelago, has arrived at almost exactly the same general conclusions that I have on the origin of species.",
        "No one can feel more sensible than I do of the necessity of hereafter publishing in detail all the facts, with references, on which my conclusions have been grounded; and I hope in a future work to do this.",
        "In considering the Origin of Species, it is quite conceivable that a naturalist, reflecting on the mutual affinities of organic beings, on their embryological relations, their geographical distribution, geological succession, and other such facts, might come to the conclusion that each species had not been independently created, but had descended, like varieties, from other species.",
        "In the next chapter the Struggle for Existence amongst all organic beings throughout the world, which inevitably follows from their high geometrical powers of increase, will be treated of.",
        "This fundamental subject of Natural Selection will be treated at some length in the fourth chapter; and we shall then see how Natural Selection almost inevitably causes much Extinction of the less improved forms of life and induces what I have called Divergence of Character.",
      ]
    `);
  });

  it("has the same summary when its lines are hard-wrapped", () => {
    const wrapped = demoText.replace(/(.{1,72})(?: |$)/gmu, "$1\n");
    expect(wrapped.split("\n").every((line) => line.length <= 72)).toBe(true);
    expect(summarise(wrapped)).toEqual(summarise(demoText));
  });
});
