import { expect, it } from "vitest";
import { createMarkdownWriter, type MarkdownOptions, renderMarkdown } from "../../src/index.ts";
import { answer } from "../support/answers.ts";
import { withoutGroups } from "../support/withoutGroups.ts";

/** An element as a server renders it. */
function serve(text: string, options?: MarkdownOptions): HTMLElement {
  const root = document.createElement("div");
  root.innerHTML = renderMarkdown(text, options);
  document.body.replaceChildren(root);
  return root;
}

/** All nodes within an element. */
function nodesOf(root: Node): Node[] {
  return [...root.childNodes].flatMap((node) => [node, ...nodesOf(node)]);
}

it("nodes of a server stay where they are equal, and go on growing", async () => {
  const text =
    "# a *b*\n\n- c\n- d `e` f, g\n\n| h | i |\n| - | - |\n| j | k |\n\nlast [l](https://m.n) w";
  const root = serve(text);
  const before = nodesOf(root);
  const elements = before.filter((node) => node instanceof Element);
  getSelection()?.selectAllChildren(root.querySelector("h1") ?? root);
  const writer = createMarkdownWriter(root);
  writer.replace(text);
  expect(elements.filter((node) => !root.contains(node))).toEqual([]);
  expect(getSelection()?.toString()).toBe("a b");
  writer.append("ord **x** \n\ny");
  await expect
    .poll(() => withoutGroups(root).innerHTML)
    .toBe(serve(`${text}ord **x** \n\ny`).innerHTML);
  writer.end();
});

it.each(["", "p *q", "- r\n- s\n\n  t\n", "```\nu\nv", "| w | x |\n| - | - |\n| y", "> z\n> 1. a"])(
  "whatever block is open in them: %j",
  async (open) => {
    const text = `first\n\n${open}`;
    const root = serve(text);
    const writer = createMarkdownWriter(root);
    writer.replace(text);
    writer.append(" and _more_\n\nend");
    writer.end();
    expect(withoutGroups(root).innerHTML).toBe(serve(`${text} and _more_\n\nend`).innerHTML);
  },
);

it("what differs is replaced at once, the rest stays", () => {
  const root = serve("same\n\nother\n\n- x\n- y");
  const [same, , list] = root.children;
  const writer = createMarkdownWriter(root);
  writer.replace("same\n\nanother *z*\n\n- x\n- y\n- z");
  writer.end();
  expect(withoutGroups(root).innerHTML).toBe(
    renderMarkdown("same\n\nanother *z*\n\n- x\n- y\n- z"),
  );
  expect([root.children[0], root.children[2]]).toEqual([same, list]);
  expect(root.children[0]).toBe(same);
});

it("a text that goes on after its end keeps what stands", async () => {
  const root = serve("");
  const writer = createMarkdownWriter(root);
  writer.replace("# a\n\n> b *c");
  writer.end();
  const [heading] = root.children;
  writer.append("* d");
  await expect.poll(() => root.textContent).toBe("ab c d");
  expect(root.children[0]).toBe(heading);
});

it("a text that begins with the one before is appended, any other replaces it", () => {
  const root = serve("");
  const writer = createMarkdownWriter(root);
  writer.replace("a b");
  const [first] = root.children;
  writer.replace("a b c");
  writer.end();
  expect(root.children[0]).toBe(first);
  expect(root.textContent).toBe("a b c");
  writer.replace("a d");
  expect(root.children[0]).not.toBe(first);
});

it("a long text of a server stands until as much is written", async () => {
  const text = answer(60_000);
  const root = serve(text);
  const whole = root.textContent;
  const [first] = root.children;
  const seen = new Set<string>();
  const writer = createMarkdownWriter(root);
  writer.replace(text);
  writer.end();
  for (let frame = 0; frame < 30; frame++) {
    seen.add(root.textContent);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  expect(seen).toEqual(new Set([whole]));
  expect(root.children[0]).toBe(first);
});

it("no image that stands is fetched again", () => {
  const options = { images: "load" } as const;
  const text = "![a](https://example.invalid/a.png)";
  const root = serve(text, options);
  const image = root.querySelector("img");
  const writer = createMarkdownWriter(root, options);
  writer.replace(text);
  expect(root.querySelector("img")).toBe(image);
});
