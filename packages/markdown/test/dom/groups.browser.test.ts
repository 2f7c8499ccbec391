import { afterEach, beforeEach, expect, it } from "vitest";
import { createMarkdownWriter, type MarkdownWriter, renderMarkdown } from "../../src/index.ts";
import { answer } from "../support/answers.ts";

declare global {
  interface Window {
    /** Not in the DOM's types, as no standard has it: all browsers do. */
    find(text: string): boolean;
  }
}

const TEXT = answer(40_000);
const style = document.createElement("style");

/** Gives the page a style sheet; no code and no table is wider than it. */
function setStyle(css: string): void {
  style.textContent = `.answer pre { overflow: auto } .answer { overflow-wrap: anywhere } ${css}`;
}

beforeEach(() => {
  setStyle("");
  document.head.append(style);
});
afterEach(() => {
  document.body.replaceChildren();
  style.remove();
  scrollTo(0, 0);
});

function addRoot(): HTMLElement {
  const root = document.body.appendChild(document.createElement("div"));
  root.className = "answer";
  return root;
}

/** Writes a text as it comes, and waits until all groups but the last are contained, or need not be. */
async function show(text: string): Promise<{ root: HTMLElement; writer: MarkdownWriter }> {
  const root = addRoot();
  const writer = createMarkdownWriter(root);
  for (let at = 0; at < text.length; at += 4000) {
    writer.append(text.slice(at, at + 4000));
    await frame();
  }
  writer.end();
  const plain = serve(text);
  await expect.poll(() => root.textContent === plain.textContent, { timeout: 10_000 }).toBe(true);
  plain.remove();
  await frame();
  return { root, writer };
}

function serve(text: string): HTMLElement {
  const root = addRoot();
  root.innerHTML = renderMarkdown(text);
  return root;
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

function groupsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(":scope > [data-group]")];
}

function blocksOf(root: HTMLElement): Element[] {
  return [...root.children].flatMap((child) =>
    child.hasAttribute("data-group") ? [...child.children] : [child],
  );
}

function contained(root: HTMLElement): HTMLElement[] {
  return groupsOf(root).filter((group) => getComputedStyle(group).contentVisibility === "auto");
}

/** Where the blocks of an element begin, in px from its first. */
function places(root: HTMLElement): number[] {
  const blocks = blocksOf(root);
  const first = blocks[0]?.getBoundingClientRect().top ?? 0;
  return blocks.map((block) => block.getBoundingClientRect().top - first);
}

it("an answer of four blocks stands in no group, a longer one in several, all but the last two contained", async () => {
  const { root } = await show("a\n\n".repeat(4));
  expect(groupsOf(root)).toEqual([]);
  const { root: table } = await show("# a\n\n- b\n\n---\n\n[c]: /c\n\n| d |\n|-|\n| e |\n");
  expect(groupsOf(table)).toEqual([]);
  const { root: longer } = await show(TEXT);
  expect(groupsOf(longer).length).toBeGreaterThan(5);
  expect(contained(longer).length).toBeGreaterThanOrEqual(groupsOf(longer).length - 2);
});

it.each([
  ["the browser's", ""],
  ["large letters", ".answer { font-size: 23px }"],
  ["margins in px, some of none", ".answer * { margin: 7px 0 } .answer h2 { margin: 31px 0 0 }"],
  ["margins above alone", ".answer > *, .answer > div > * { margin: 20px 0 0 }"],
  ["margins below zero", ".answer p { margin: 9px 0 -3px } .answer ul { margin: -5px 0 4px }"],
  [
    "quotes whose text's margins reach out",
    ".answer blockquote { margin: 0 } .answer p { margin: 25px 0 }",
  ],
])("each block stands where it would without groups: %s", async (_, css) => {
  setStyle(css);
  const { root } = await show(TEXT);
  const plain = serve(TEXT);
  expect(contained(root).length).toBeGreaterThan(5);
  expect(root.offsetHeight).toBeGreaterThan(5000);
  const expected = places(plain);
  for (const [index, place] of places(root).entries()) {
    expect(Math.abs(place - (expected[index] ?? 0))).toBeLessThan(1);
  }
  expect(Math.abs(root.offsetHeight - plain.offsetHeight)).toBeLessThanOrEqual(1);
});

it("so it stays when letters become larger", async () => {
  setStyle(".answer { font-size: 16px }");
  const { root } = await show(TEXT);
  const plain = serve(TEXT);
  style.textContent =
    ".answer { font-size: 20px } [data-group] { content-visibility: visible !important }";
  const expected = places(plain);
  for (const [index, place] of places(root).entries()) {
    expect(Math.abs(place - (expected[index] ?? 0))).toBeLessThan(1);
  }
});

it("what is out of sight is found, selected and copied", async () => {
  const { root } = await show(`${TEXT}\n\na needle here\n\n${TEXT}`);
  await frame();
  getSelection()?.removeAllRanges();
  expect(window.find("a needle here")).toBe(true);
  await expect.poll(() => getSelection()?.toString()).toBe("a needle here");
  getSelection()?.selectAllChildren(root);
  expect(getSelection()?.toString()).toContain("a needle here");
});

it("what is read stays where it is while more comes below, and when it is scrolled back to", async () => {
  const { root, writer } = await show(TEXT);
  const block = blocksOf(root)[60];
  block?.scrollIntoView();
  await frame();
  await frame();
  const top = block?.getBoundingClientRect().top;
  writer.replace(`${TEXT}\n\n${TEXT}`);
  for (let n = 0; n < 10; n++) await frame();
  expect(block?.isConnected).toBe(true);
  expect(block?.getBoundingClientRect().top).toBe(top);
  scrollTo(0, document.documentElement.scrollHeight);
  await frame();
  await expect
    .poll(() => {
      block?.scrollIntoView();
      return Math.abs((block?.getBoundingClientRect().top ?? 0) - (top ?? 0));
    })
    .toBeLessThan(2);
});

it("a text that goes on after its end keeps its blocks, in their groups", async () => {
  const { root, writer } = await show(TEXT);
  const blocks = blocksOf(root);
  const groups = groupsOf(root);
  writer.append("\n\nmore");
  await expect.poll(() => root.textContent.endsWith("more")).toBe(true);
  expect(blocksOf(root).slice(0, blocks.length)).toEqual(blocks);
  expect(groupsOf(root).slice(0, groups.length)).toEqual(groups);
});

it("nothing that is wider than the text is cut off, and what becomes so is no longer contained", async () => {
  const wide = `| ${"wide ".repeat(12)} |\n| - |\n| a |\n\n`;
  style.textContent = ".answer { width: 600px } td, th { white-space: nowrap }";
  const { root } = await show(`${"a\n\n".repeat(20)}${wide}${"b\n\n".repeat(60)}`);
  expect(contained(root).length).toBe(groupsOf(root).length - 1);
  style.textContent = ".answer { width: 100px } td, th { white-space: nowrap }";
  await expect.poll(() => contained(root).length).toBe(groupsOf(root).length - 2);
  const { root: narrow } = await show(`${"a\n\n".repeat(20)}${wide}${"b\n\n".repeat(60)}`);
  expect(contained(narrow).length).toBe(groupsOf(narrow).length - 2);
});

// Safari has no `overflow-clip-margin`
it("what stands out of a group at its side is seen (Chromium only)", async () => {
  setStyle(".answer { margin: 200px } .answer p { margin-left: -150px }");
  const { root } = await show("a b c\n\n".repeat(60));
  const [group] = contained(root);
  const block = group?.firstElementChild;
  block?.scrollIntoView();
  await frame();
  await frame();
  const { left = 0, top = 0 } = block?.getBoundingClientRect() ?? {};
  expect(document.elementFromPoint(left + 2, top + 2)).toBe(block);
});

it("headings that a style sheet counts are counted through, and columns stay columns", async () => {
  const text = "## a\n\nb\n\n".repeat(40);
  style.textContent = ".answer h2::before { counter-increment: part; content: counter(part) }";
  expect(contained((await show(text)).root)).toEqual([]);
  style.textContent = ".answer { display: flex; flex-direction: column; gap: 1em }";
  expect(groupsOf((await show(text)).root)).toEqual([]);
});
