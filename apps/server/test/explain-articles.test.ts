import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parseArticle, readArticles } from "../src/explain/articles.ts";

const directory = new URL("../articles/", import.meta.url);
const articles = await readArticles(directory);

describe("the articles", () => {
  test("there are 22, in the order of their titles, each with a title of its own", () => {
    const titles = articles.map(({ title }) => title);
    expect(titles).toHaveLength(22);
    expect(new Set(titles).size).toBe(22);
    expect(titles.slice(0, 3)).toEqual(["Apple Vision Pro", "Bees", "Black Holes"]);
  });

  test("no keyword stands for two articles", () => {
    const keywords = articles.flatMap((article) =>
      article.keywords.map((keyword) => keyword.toLowerCase()),
    );
    expect(keywords.filter((keyword, position) => keywords.indexOf(keyword) !== position)).toEqual(
      [],
    );
  });

  test("some carry characters beyond ASCII, up to those of four bytes", () => {
    const text = articles.map(({ body }) => body).join("");
    for (const character of ["é", "€", "→", "₂", "�", "😀"]) expect(text).toContain(character);
  });

  test.each(articles.map((article) => [article.slug, article] as const))(
    "%s",
    async (slug, article) => {
      const { size } = new Blob([await readFile(new URL(`${slug}.md`, directory))]);
      expect(size).toBeGreaterThanOrEqual(1500);
      expect(size).toBeLessThanOrEqual(2500);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(article.keywords.length).toBeGreaterThanOrEqual(3);

      const paragraphs = article.body.split("\n\n");
      expect(paragraphs.length).toBeGreaterThanOrEqual(3);
      expect(paragraphs.length).toBeLessThanOrEqual(6);
      for (const paragraph of paragraphs) {
        expect(paragraph).toMatch(/^[“A-Z][^\n]+[.?!]$/u);
        expect(paragraph).not.toMatch(/^\s*([-*#>]|\d+\.)\s|\*\*|\]\(| {2}/);
      }
    },
  );
});

describe("parseArticle", () => {
  test("takes title, keywords and paragraphs apart", () => {
    expect(
      parseArticle(
        "tea",
        "---\ntitle: Tea: a drink\nkeywords: tea,  green tea \n---\n\nOne.\n\n---\n\nTwo.\n",
      ),
    ).toEqual({
      slug: "tea",
      title: "Tea: a drink",
      keywords: ["tea", "green tea"],
      body: "One.\n\n---\n\nTwo.",
    });
  });

  test("reads lines that end in CRLF", () => {
    expect(
      parseArticle("tea", "---\r\ntitle: Tea\r\nkeywords: tea\r\n---\r\n\r\nOne.\r\n\r\nTwo.\r\n")
        .body,
    ).toBe("One.\n\nTwo.");
  });

  test.each([
    ["no front matter", "One."],
    ["no keywords", "---\ntitle: Tea\n---\n\nOne."],
    ["an empty keyword", "---\ntitle: Tea\nkeywords: tea,\n---\n\nOne."],
    ["an empty title", "---\ntitle:  \nkeywords: tea\n---\n\nOne."],
    ["no end of the front matter", "---\ntitle: Tea\nkeywords: tea\n\nOne."],
    ["no text", "---\ntitle: Tea\nkeywords: tea\n---\n\n"],
  ])("refuses %s and names the file", (_, source) => {
    expect(() => parseArticle("tea", source)).toThrow('article "tea" must begin with');
  });
});
