import { afterEach, expect, it, vi } from "vitest";
import { createMarkdownWriter, type MarkdownWriter, renderMarkdown } from "../../src/index.ts";
import { answer } from "../support/answers.ts";
import { withoutGroups } from "../support/withoutGroups.ts";

afterEach(() => void vi.restoreAllMocks());

function open(): { root: HTMLElement; writer: MarkdownWriter } {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  return { root, writer: createMarkdownWriter(root) };
}

/** The same, as the browser writes HTML. */
function served(text: string): string {
  const element = document.createElement("div");
  element.innerHTML = renderMarkdown(text);
  return element.innerHTML;
}

it("what comes first in a frame is written at once, what comes later in the next", async () => {
  const { root, writer } = open();
  writer.append("a *b");
  expect(root.textContent).toBe("a b");
  writer.append("* c");
  writer.append(" d");
  expect(root.textContent).toBe("a b");
  await expect.poll(() => root.textContent).toBe("a b c d");
});

it("the end is written at once", () => {
  const { root, writer } = open();
  writer.append("a *b");
  writer.append(" c");
  writer.end();
  writer.end();
  expect(withoutGroups(root).innerHTML).toBe('<p dir="auto">a *b c</p>');
});

it("text after the end makes the whole anew", async () => {
  const { root, writer } = open();
  writer.append("a *b");
  writer.end();
  writer.append("* c");
  await expect.poll(() => withoutGroups(root).innerHTML).toBe('<p dir="auto">a <em>b</em> c</p>');
});

it("another text replaces it at once", () => {
  const { root, writer } = open();
  writer.append("# a\n\n```\nb");
  writer.replace("- c");
  expect(withoutGroups(root).innerHTML).toBe('<ul dir="auto"><li>c</li></ul>');
  writer.replace("");
  expect(withoutGroups(root).innerHTML).toBe("");
});

it("a frame works 8 ms at most: a long text comes in slices, in order", async () => {
  const { root, writer } = open();
  // each look at the time takes a millisecond
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now++);
  const text = answer(60_000);
  writer.append(text);
  writer.end();
  const lengths: number[] = [root.textContent.length];
  const watch = setInterval(() => lengths.push(root.textContent.length), 1);
  await expect
    .poll(() => withoutGroups(root).innerHTML === served(text), { timeout: 10_000 })
    .toBe(true);
  clearInterval(watch);
  const grown = new Set(lengths);
  expect(lengths[0]).toBeLessThan(20_000);
  expect(grown.size).toBeGreaterThan(3);
});

it("references defined late are shown in slices", async () => {
  const { root, writer } = open();
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now++);
  writer.append("[a]\n\n".repeat(100));
  writer.append("[a]: https://b.c\n");
  writer.end();
  expect(root.querySelectorAll("a").length).toBeLessThan(100);
  await expect.poll(() => root.querySelectorAll("a[href]").length).toBe(100);
});

it("a hidden page does not wait for frames", () => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  const { root, writer } = open();
  const text = answer(60_000);
  for (let at = 0; at < text.length; at += 1000) writer.append(text.slice(at, at + 1000));
  writer.end();
  expect(withoutGroups(root).innerHTML).toBe(served(text));
});

it("after it is stopped nothing more is written", async () => {
  const { root, writer } = open();
  writer.append("a");
  writer.append("b");
  writer.stop();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(root.textContent).toBe("a");
});

it("writes into another window with that window's nodes", () => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const root = frame.contentDocument?.createElement("div");
  if (!root) throw new Error("no document in the frame");
  frame.contentDocument?.body.append(root);
  const writer = createMarkdownWriter(root);
  writer.append("a `b`");
  writer.end();
  expect(root.innerHTML).toBe('<p dir="auto">a <code>b</code></p>');
  frame.remove();
});
