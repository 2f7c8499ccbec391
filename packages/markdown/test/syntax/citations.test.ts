import { describe, expect, it } from "vitest";
import { citations } from "../../src/citations.ts";
import { parseMarkdown, renderMarkdown } from "../../src/index.ts";
import type { MarkdownOptions } from "../../src/types.ts";
import { expectSameInPieces } from "../support/cuts.ts";

const OPTIONS: MarkdownOptions = { syntax: [citations], dir: "inherit" };
const REL = 'rel="noopener noreferrer nofollow"';
const render = (text: string): string => renderMarkdown(text, OPTIONS);
const cited = (text: string): string => `<a data-citation="">${text}</a>`;

describe("citations", () => {
  it.each([
    ["a [1].", `<p>a ${cited("[1]")}.</p>`],
    ["a[12][3]", `<p>a${cited("[12]")}${cited("[3]")}</p>`],
    ["a [1, 2,3]", `<p>a ${cited("[1, 2,3]")}</p>`],
    ["**a [1]**", `<p><strong>a ${cited("[1]")}</strong></p>`],
    ["[1]", `<p>${cited("[1]")}</p>`],
    ["[1]: not a definition", `<p>${cited("[1]")}: not a definition</p>`],
  ])("%j", (text, html) => expect(render(text)).toBe(html));

  it.each(["[a]", "[1a]", "[1,]", "[,1]", "[1 2]", "[]", "[ ]", "[-1]", "`[1]`", "\\[1]", "[1"])(
    "%j is none",
    (text) => expect(render(`x ${text} y`)).not.toContain("data-citation"),
  );

  it("a link is a link, and nothing in one is", () => {
    expect(render("[1](https://a.b)")).toBe(`<p><a href="https://a.b" ${REL}>1</a></p>`);
    expect(render("[see [1]](https://a.b)")).toBe(
      `<p><a href="https://a.b" ${REL}>see [1]</a></p>`,
    );
    expect(render("![see [1]](https://a.b)")).toContain(">see [1]</a>");
  });
});

it("a source that the text defines is where it leads, if it is allowed", () => {
  expect(render("a [1][2]\n\n[1]: https://a.b\n[2]: javascript:alert(1)")).toBe(
    `<p>a <a data-citation="" href="https://a.b" ${REL}>[1]</a>${cited("[2]")}</p>`,
  );
});

it("nodes have the numbers", () => {
  const [paragraph] = parseMarkdown("a [1, 2]\n\n[3]\n\n[3]: https://a.b", OPTIONS);
  expect(paragraph?.children[1]).toEqual({
    kind: "citation",
    text: "1, 2",
    isOpen: false,
    children: [],
  });
  expect(parseMarkdown("[3]\n\n[3]: https://a.b", OPTIONS)[0]?.children[0]).toMatchObject({
    text: "3",
    href: "https://a.b",
  });
});

it("without it they are text", () => {
  expect(renderMarkdown("a [1]", { dir: "inherit" })).toBe("<p>a [1]</p>");
});

it.each([
  "a [1] b[2][3, 4] [5](https://a.b) [c [6] d](https://e.f) [7",
  "- [1] a\n- [x] b [2]\n\n[1]: https://a.b\n",
  "| [1] | [2 |\n|-|-|\n| a [3]| *b [4]* |\n",
  "[1][2]\n\n[2]: https://a.b 'c'\n\n[1]\n[3]: d",
])("%j is the same in any pieces", (text) => expectSameInPieces(text, OPTIONS));
