import { describe, expect, it } from "vitest";
import { createMarkdownWriter, type MarkdownNode, renderMarkdown } from "../../src/index.ts";
import { ALL_SYNTAX } from "../support/hardSyntax.ts";
import { openPage, write } from "../support/page.ts";

describe("no character is taken back", () => {
  it.each([
    "a $$x^2$$ b",
    "$$x$$",
    "$$ x + y $$ z",
    "$$a\\$ b$$",
    "costs $5 and $6",
    "$$\nx\n$$\n",
    "```math\nx\n```\n",
    `$$${"\\alpha + ".repeat(100)}$$`,
    "a [1] b [2][3] c [1, 2].",
    "[1]: https://a.b\n\n[1] c",
    "a[^1] b[^note]\n\n[^1]: c\n[^note]: d\n\n    e\n",
    "[^1]: a[^2]\n[^2]: b\n",
    "[^1] a\n\n[^1]: b",
  ])("%j", (text) => {
    let before = "";
    const page = openPage(ALL_SYNTAX);
    for (const char of `${text} end\n`) {
      page.append(char);
      const now = page.root.textContent;
      expect(now.startsWith(before), `${before} → ${now}`).toBe(true);
      before = now;
    }
  });
});

it.each([1, 2, 5, 1000])("what is written in pieces of %d is what a server writes", (size) => {
  const text =
    "a $$b$$ [1][2] $$c\n\nu[^x] v[^y] *w[^z]* x\n\n[^z]: a\n\n    b\n[^y]: c[^y]\n\n- $$d$$\n\n$$\ne\n\nf\n$$\n\n```math\ng\n```\n\n[2]: https://h.i\n";
  for (const options of [ALL_SYNTAX, { ...ALL_SYNTAX, idPrefix: "a-" }]) {
    const root = write(text, size, options);
    root.normalize();
    expect(root.innerHTML).toBe(renderMarkdown(text, options));
  }
});

it("a footnote's number leads nowhere while the text comes, then to what is said, and back", () => {
  const page = openPage({ ...ALL_SYNTAX, idPrefix: "a-" });
  page.append(`${"words ".repeat(50)}a[^n] and more words.\n\nnext\n\n[^n]: said`);
  expect(page.root.querySelectorAll("[href], [id]").length).toBe(0);
  const [paragraph] = page.root.children;
  page.end();
  expect(page.root.firstElementChild).toBe(paragraph);
  const [there, back] = page.root.querySelectorAll("a");
  expect(document.querySelector(there?.hash ?? "")?.textContent).toBe("said\u21a9");
  expect(document.querySelector(back?.hash ?? "")).toBe(there);
});

it("math and citations are mounted where they stand, in a line or as a block", () => {
  const nodes: [string, MarkdownNode][] = [];
  const mount = (host: HTMLElement, node: MarkdownNode): void =>
    void nodes.push([host.localName, node]);
  const root = document.createElement("div");
  const elements = { math: mount, citation: mount };
  const writer = createMarkdownWriter(root, { ...ALL_SYNTAX, elements });
  writer.append("a $$b$$ [1]\n\n$$c$$\n\n$$\nd\n$$\n\n```math\ne\n```\n\n```js\nf\n```\n");
  writer.end();
  expect(nodes.map(([tag, { kind, text, isBlock }]) => [tag, kind, text, isBlock])).toEqual([
    ["span", "math", "b", false],
    ["span", "citation", "1", undefined],
    ["span", "math", "c", true],
    ["div", "math", "d\n", true],
    ["div", "math", "e\n", true],
  ]);
  writer.stop();
});

it("math that grows is told as it does, and that it is complete", () => {
  const told: string[] = [];
  const root = document.createElement("div");
  const say = (what: string, { text, isOpen }: MarkdownNode): void =>
    void told.push(`${what} ${text}${isOpen ? "…" : ""}`);
  const writer = createMarkdownWriter(root, {
    ...ALL_SYNTAX,
    elements: {
      math(_, node) {
        say("mount", node);
        return { update: (node) => say("update", node), end: (node) => say("end", node) };
      },
    },
  });
  writer.replace("a $$x");
  writer.replace("a $$x+y");
  writer.end();
  expect(told[0]).toBe("mount x…");
  writer.replace("a $$x+y$$ b");
  writer.end();
  expect(told.at(-1)).toBe("mount x+y");
  writer.stop();
});
