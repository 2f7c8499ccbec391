import { describe, expect, test } from "vitest";
import { explain, listArticles } from "../src/explain/explain.ts";

const LIST = /\n\nArticles: Apple Vision Pro, Bees, .+, UTF-8, Vaccines\.$/;

test("an article is its title and its paragraphs", async () => {
  const text = await explain("vision pro");
  expect(text).toMatch(/^Apple Vision Pro\n\nThe Vision Pro is a computer that you wear\. /);
  expect(text).not.toMatch(/keywords:|---/);
  expect(text.split("\n\n")).toHaveLength(5);
});

test("listArticles gives title and slug, in the order of the titles", async () => {
  const list = await listArticles();
  expect(list).toHaveLength(22);
  expect(list[0]).toEqual({ title: "Apple Vision Pro", slug: "vision-pro" });
});

describe("an unknown topic", () => {
  test("is said to be unknown, and the articles are listed", async () => {
    const text = await explain("xyzzy");
    expect(text).toMatch(
      /^There is neither an article nor a dictionary entry about “xyzzy”\.\n\nArticles: /,
    );
    expect(text).toMatch(LIST);
    for (const { title } of await listArticles()) expect(text).toContain(title);
  });

  test.each([
    ["jaz", "“Jazz”"],
    ["free jazz festival", "“Jazz”"],
    ["vison pro headset price", "“Apple Vision Pro”"],
    ["bread made with sourdough", "“Sourdough”"],
  ])("is given the nearest article: %s", async (topic, near) => {
    expect(await explain(topic)).toContain(`”.\n\nDid you mean ${near}?\n\nArticles: `);
  });

  test("is given two articles at most", async () => {
    const text = await explain("between jazz nights and sleep with espresso and tides");
    expect(text).toMatch(/\n\nDid you mean “[^”]+” or “[^”]+”\?\n\n/);
  });

  test.each(["count sheep", "large dog", "purple monkey dishwasher"])(
    "gets no far-fetched hint: %s",
    async (topic) => {
      expect(await explain(topic)).not.toContain("Did you mean");
    },
  );
});

describe("odd input", () => {
  test.each(["", "   ", "\n\t"])("%j asks for nothing", async (topic) => {
    expect(await explain(topic)).toMatch(/^Nothing was asked\.\n\nArticles: /);
  });

  test.each([
    "?!…",
    "---",
    "🐝",
    "👩‍👩‍👧",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "c++",
    "\u0000",
    "\uD83D",
  ])("%j is unknown", async (topic) => {
    const text = await explain(topic);
    expect(text).toContain(`about “${topic}”.`);
    expect(text).toMatch(LIST);
  });

  test.each(["constructor", "toString"])("%s is no more than a word", async (topic) => {
    expect(await explain(topic)).toMatch(/^(Dictionary entry: constructor|There is neither)/);
  });

  test("10 000 characters are quoted in part", async () => {
    const text = await explain("tides ".repeat(1667));
    expect(text).toMatch(
      /^There is neither an article nor a dictionary entry about “[tides ]{60}…”\.\n\nArticles: /,
    );
  });

  test("a long quotation does not cut an emoji in half", async () => {
    expect(await explain("🐝".repeat(5000))).toContain(`“${"🐝".repeat(60)}…”`);
  });

  test("white space around a topic does not count towards its length", async () => {
    expect(await explain(`${" ".repeat(500)}jazz${" ".repeat(500)}`)).toMatch(/^Jazz\n\n/);
  });

  test("200 characters are looked up, 201 are not", async () => {
    const topic = `jazz${"!".repeat(196)}`;
    expect(await explain(topic)).toMatch(/^Jazz\n\n/);
    expect(await explain(`${topic}!`)).toMatch(/^There is neither/);
  });

  test("many topics at once get their own answers", async () => {
    const topics = ["table", "jazz", "mice", "xyzzy", "hot dog", "photosintesis"];
    const alone: string[] = [];
    for (const topic of topics) alone.push(await explain(topic));
    expect(await Promise.all(topics.map(explain))).toEqual(alone);
  });
});
