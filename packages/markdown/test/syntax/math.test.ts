import { describe, expect, it } from "vitest";
import { parseMarkdown, renderMarkdown } from "../../src/index.ts";
import { math } from "../../src/math.ts";
import type { MarkdownOptions } from "../../src/types.ts";
import { expectSameInPieces } from "../support/cuts.ts";

const OPTIONS: MarkdownOptions = { syntax: [math], dir: "inherit" };
const render = (text: string): string => renderMarkdown(text, OPTIONS);
const code = (text: string): string => `<code class="language-math">${text}</code>`;

describe("within a line", () => {
  it.each([
    ["a $$x^2$$ b", `<p>a ${code("x^2")} b</p>`],
    ["a $$ x $$ b", `<p>a ${code("x")} b</p>`],
    ["a$$x$$b", `<p>a${code("x")}b</p>`],
    [
      "$$a *b* _c_ [d](e) `f` <g> &amp;$$",
      `<p>${code("a *b* _c_ [d](e) `f` &lt;g&gt; &amp;amp;")}</p>`,
    ],
    ["$$a\\$$$", `<p>${code("a\\$")}</p>`],
    ["$$a\\\\$$", `<p>${code("a\\\\")}</p>`],
    ["$$a$b$$", `<p>${code("a$b")}</p>`],
    ["$$a\nb$$", `<p>${code("a\nb")}</p>`],
    ["**$$a$$**", `<p><strong>${code("a")}</strong></p>`],
    [
      "[$$a$$](https://b.c)",
      `<p><a href="https://b.c" rel="noopener noreferrer nofollow">${code("a")}</a></p>`,
    ],
    ["| $$a$$ |\n|-|\n", `<table><thead><tr><th>${code("a")}</th></tr></thead></table>`],
    ["`$$a$$`", "<p><code>$$a$$</code></p>"],
  ])("%j", (text, html) => expect(render(text)).toBe(html));

  it.each([
    "it costs $5 and $6",
    "$5$ and $x$",
    "$$$a$$$",
    "$$a$$$",
    "$$$$",
    "$$ $$",
    "$$never closed",
    "a $$ b",
    "$",
  ])("%j is text", (text) => {
    const shown = renderMarkdown(text, OPTIONS).replaceAll(/<\/?p>/g, "");
    expect(shown).toBe(text);
  });

  it("a backslash takes the meaning from a $", () => {
    expect(render("\\$$a$$ b")).toBe("<p>$$a$$ b</p>");
  });
});

describe("as a block", () => {
  const block = (text: string): string => `<pre tabindex="0">${code(text)}</pre>`;

  it.each([
    ["$$\nx\n$$", block("x\n")],
    ["$$  \nx\n\ny\n  $$  \nz", `${block("x\n\ny\n")}<p>z</p>`],
    ["a\n$$\nx\n$$", `<p>a</p>${block("x\n")}`],
    ["> $$\n> x\n", `<blockquote>${block("x\n")}</blockquote>`],
    ["```math\nx\n```", block("x\n")],
    ["~~~ math and more\nx\n", block("x\n")],
  ])("%j", (text, html) => expect(render(text)).toBe(html));

  it("a line of one or three $ opens none", () => {
    expect(render("$\nx\n$")).toBe("<p>$\nx\n$</p>");
    expect(render("$$$\nx\n$$$")).toBe("<p>$$$\nx\n$$$</p>");
  });
});

it("without it $$ is text, and a fence is code", () => {
  expect(renderMarkdown("$$a$$", { dir: "inherit" })).toBe("<p>$$a$$</p>");
  expect(parseMarkdown("```math\na\n```")[0]).toMatchObject({ kind: "code", lang: "math" });
});

it("nodes say whether math is set apart", () => {
  const blocks = parseMarkdown("$$a$$\n\nb $$c$$\n\n$$\nd\n$$\n\n```math\ne\n```", OPTIONS);
  const first = (node: (typeof blocks)[number] | undefined, index: number) => node?.children[index];
  expect(first(blocks[0], 0)).toMatchObject({ kind: "math", text: "a", isBlock: true });
  expect(first(blocks[1], 1)).toMatchObject({ kind: "math", text: "c", isBlock: false });
  expect(blocks[2]).toMatchObject({ kind: "math", text: "d\n", isBlock: true });
  expect(blocks[3]).toMatchObject({ kind: "math", text: "e\n", isBlock: true });
});

it("formulas go from left to right in any text", () => {
  expect(renderMarkdown("א $$x$$", { syntax: [math] })).toContain(
    '<code class="language-math" dir="ltr">x</code>',
  );
});

it.each([
  "a $$x$$ b $$y \\$ z$$ c $5\n",
  "$$x$$ and\n$$\ny\n$$\nmore $$ z",
  "- $$a$$\n  $$\n  b\n  $$\n- c $$d\ne$$ $",
  "```math\na\n```\n$$$ b $$c`d`$$ `$$e` $$",
  "**$$a** b$$ *c $$d* e",
  "$$a\\$$$ \\$$b$$ \\\\$$c$$",
])("%j is the same in any pieces", (text) => expectSameInPieces(text, OPTIONS));
