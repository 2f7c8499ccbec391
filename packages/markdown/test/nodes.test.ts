import { expect, it } from "vitest";
import { type MarkdownNode, parseMarkdown } from "../src/index.ts";

/** A node without what is as everywhere. */
function short({ kind, text, isOpen, children, ...rest }: MarkdownNode): unknown {
  expect(isOpen).toBe(false);
  return [kind, text, rest, ...children.map(short)];
}

it("parseMarkdown makes nodes of a text", () => {
  const nodes = parseMarkdown(
    "# a *b*\n\n3. [x] c\n\n```ts d\ne\n```\n\n|f|g|\n|-|-:|\n|[h](https://i.j 'k')|![l](m)|\n\n> n  \n> o\\*\n",
  );
  expect(nodes.map(short)).toEqual([
    ["heading", "a b", { level: 1 }, ["text", "a ", {}], ["emphasis", "b", {}, ["text", "b", {}]]],
    [
      "list",
      "",
      { start: 3 },
      ["item", "", {}, ["checkbox", "", { isChecked: true }], ["text", " c", {}]],
    ],
    ["code", "e\n", { lang: "ts", info: "ts d" }],
    [
      "table",
      "",
      {},
      [
        "row",
        "",
        { isHead: true },
        ["cell", "f", { isHead: true }, ["text", "f", {}]],
        ["cell", "g", { isHead: true, align: "right" }, ["text", "g", {}]],
      ],
      [
        "row",
        "",
        { isHead: false },
        [
          "cell",
          "h",
          { isHead: false },
          ["link", "h", { href: "https://i.j", title: "k" }, ["text", "h", {}]],
        ],
        ["cell", "l", { isHead: false, align: "right" }, ["image", "l", {}]],
      ],
    ],
    [
      "quote",
      "",
      {},
      ["paragraph", "n\no*", {}, ["text", "n", {}], ["break", "", {}], ["text", "\no*", {}]],
    ],
  ]);
});

it("a refused link has no href", () => {
  const [paragraph] = parseMarkdown("[a](javascript:b)");
  expect(paragraph?.children[0]).toEqual({
    kind: "link",
    text: "a",
    isOpen: false,
    children: [expect.objectContaining({ text: "a" })],
  });
});

/** How deep nodes of one kind stand in each other. */
function depthOf(
  nodes: readonly MarkdownNode[],
  isCounted: (node: MarkdownNode) => boolean,
): number {
  return Math.max(
    0,
    ...nodes.map((node) => depthOf(node.children, isCounted) + (isCounted(node) ? 1 : 0)),
  );
}

it("containers stand at most 100 deep in each other, inline marks 64", () => {
  const quotes = parseMarkdown(`${"> ".repeat(5000)}a`);
  expect(depthOf(quotes, ({ kind }) => kind === "quote")).toBe(99);
  const lists = parseMarkdown(`${"- ".repeat(5000)}a`);
  expect(depthOf(lists, ({ kind }) => kind === "item" || kind === "list")).toBeLessThanOrEqual(200);
  const isMark = ({ kind }: MarkdownNode): boolean =>
    kind === "emphasis" || kind === "strong" || kind === "link";
  for (const [open, close] of [
    ["*a **a ", " a** a*"],
    ["*", "*"],
    ["[", "](https://b.c)"],
    ["![", "](b)"],
  ] as const) {
    const nodes = parseMarkdown(`${open.repeat(500)}b${close.repeat(500)}`);
    expect(depthOf(nodes, isMark)).toBeLessThanOrEqual(64);
  }
});
