import { describe, expect, it } from "vitest";
import { footnotes } from "../../src/footnotes.ts";
import { parseMarkdown, renderMarkdown } from "../../src/index.ts";
import type { MarkdownOptions } from "../../src/types.ts";
import { expectSameInPieces } from "../support/cuts.ts";

const OPTIONS: MarkdownOptions = { syntax: [footnotes], dir: "inherit" };
const LINKED: MarkdownOptions = { ...OPTIONS, idPrefix: "p-" };
const render = (text: string): string => renderMarkdown(text, OPTIONS);
const number = (text: string): string => `<sup data-footnote="">${text}</sup>`;
const notes = (items: string): string => `<ol data-footnotes="">${items}</ol>`;

describe("footnotes", () => {
  it.each([
    ["a[^1]\n\n[^1]: b", `<p>a${number("1")}</p>${notes('<li value="1">b</li>')}`],
    ["a[^long-label]\n[^Long-Label]: b", `<p>a${number("1")}</p>${notes('<li value="1">b</li>')}`],
    [
      "a[^x] b[^y] c[^x]\n\n[^y]: d\n[^x]: e",
      `<p>a${number("1")} b${number("2")} c${number("1")}</p>${notes('<li value="2">d</li><li value="1">e</li>')}`,
    ],
    [
      "a[^1]\n\n[^1]: b\n\n    c\n\n        d\n\ne",
      `<p>a${number("1")}</p>${notes('<li value="1"><p>b</p><p>c</p><pre tabindex="0"><code>d\n</code></pre></li>')}<p>e</p>`,
    ],
    ["a[^1]\n\n[^1]:\n    b", `<p>a${number("1")}</p>${notes('<li value="1">b</li>')}`],
    [
      "> a[^1]\n>\n> [^1]: b",
      `<blockquote><p>a${number("1")}</p>${notes('<li value="1">b</li>')}</blockquote>`,
    ],
    ["[^1]: a[^2]\n[^2]: b", notes(`<li value="1">a${number("2")}</li><li value="2">b</li>`)],
    [
      "| a[^1] |\n|-|\n\n[^1]: b",
      `<table><thead><tr><th>a${number("1")}</th></tr></thead></table>${notes('<li value="1">b</li>')}`,
    ],
    ["# a[^1]\n[^1]: b", `<h1>a${number("1")}</h1>${notes('<li value="1">b</li>')}`],
    ["a[^1]\n===\n[^1]: b", `<h1>a${number("1")}</h1>${notes('<li value="1">b</li>')}`],
  ])("%j", (text, html) => expect(render(text)).toBe(html));

  it.each([
    "a[^1]",
    "a[^]",
    "a[^b c]\n\n[^b c]: d",
    "a\\[^1]\n\n[^1]: b",
    "`[^1]`\n\n[^1]: b",
    "    [^1]: b",
  ])("%j refers to none", (text) => expect(render(text)).not.toContain("data-footnote="));

  it("one that is not defined is text, and has no number", () => {
    expect(render("a[^x] b[^y]\n\n[^y]: c")).toBe(
      `<p>a[^x] b${number("1")}</p>${notes('<li value="1">c</li>')}`,
    );
  });

  it("the first of two that say the same counts", () => {
    const html = renderMarkdown("a[^1]\n\n[^1]: b\n[^1]: c", LINKED);
    expect(html.match(/ id="/g)?.length).toBe(2);
    expect(html).toContain('<li value="1">c</li>');
  });
});

describe("with idPrefix", () => {
  it("they lead to each other, back to the first number", () => {
    expect(renderMarkdown("a[^x] b[^x]\n\n[^x]: c", LINKED)).toBe(
      '<p>a<sup data-footnote=""><a href="#p-note-1" role="doc-noteref" id="p-ref-1">1</a></sup>' +
        ' b<sup data-footnote=""><a href="#p-note-1" role="doc-noteref">1</a></sup></p>' +
        '<ol data-footnotes=""><li value="1" id="p-note-1">c<a href="#p-ref-1" role="doc-backlink" aria-label="Back to the text">\u21a9</a></li></ol>',
    );
  });

  it("nothing of the text is part of an id", () => {
    const html = renderMarkdown('a[^"onclick=evil]\n\n[^"onclick=evil]: b', LINKED);
    expect(html).not.toContain("evil");
  });

  it("no link stands in a link", () => {
    const html = renderMarkdown("[a[^1]](https://b.c)\n\n[^1]: d", LINKED);
    expect(html).toContain(`>a${number("1")}</a>`);
  });
});

it("without it they are text", () => {
  expect(renderMarkdown("a[^1]\n\n[^2]: b", { dir: "inherit" })).toContain("<p>a[^1]</p>");
});

it("nodes have the numbers", () => {
  const [paragraph, list] = parseMarkdown("a[^x]\n\n[^x]: b *c*", LINKED);
  expect(paragraph?.children[1]).toMatchObject({ kind: "footnote", text: "1" });
  expect(list).toMatchObject({ kind: "footnotes" });
  expect(list?.children[0]).toMatchObject({ kind: "note", number: 1 });
  expect(list?.children[0]?.children.map(({ text }) => text)).toEqual(["b ", "c"]);
});

it.each([
  "a[^1] *b[^2]* `[^3` [^4\n\n[^2]: c\n\n    d\n[^1]: e[^2]\nf\n",
  "- a[^x]\n  [^x]: b\n- c[^y]\n\n[^y]: d",
  "[^1]: a\n[^2]: b\n\n[c [^2] d](https://e.f) [^2][^1]",
  "a[^u] b[^v] c[^u]\n\n[^v]:\n\n    d\n\ne",
  "a[^1\\]] ![b[^2]](https://c.d)\n===\n[^2]: e\n[^1\\]]: f [^3]: g",
])("%j is the same in any pieces", (text) => {
  expectSameInPieces(text, OPTIONS);
  expectSameInPieces(text, LINKED);
});
