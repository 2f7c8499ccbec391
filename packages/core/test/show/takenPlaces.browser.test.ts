import { textNodesOf, translatePage } from "@workflow-stream/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { attachText } from "../../src/index.ts";
import { createHandStream } from "../support/handStream.ts";

let element: HTMLElement;
beforeEach(() => {
  element = document.createElement("p");
  document.body.replaceChildren(element);
});

/** Translates into a language that shouts. */
const translate = (): void => translatePage(element, (text) => text.toUpperCase());

function surround(node: ChildNode, name: string): void {
  const around = document.createElement(name);
  node.replaceWith(around);
  around.append(node);
}

const TEXT = "one two three";

describe.each<[string, (lastNode: Text, lastBlock: HTMLElement) => void, string]>([
  ["a translator replaces text nodes", translate, "ONE TWO THREE"],
  ["a highlighter surrounds a text node", (node) => surround(node, "mark"), TEXT],
  ["a highlighter marks a word within a text node", markWord, TEXT],
  ["a highlighter marks the end of a text node", markEnd, TEXT],
  ["a highlighter marks from within a block to the end of the text", markToEnd, TEXT],
  ["adjacent text nodes are joined", splitAndJoin, TEXT],
  ["a block is surrounded", (_, block) => surround(block, "font"), TEXT],
  ["blocks are made anew", () => (element.innerHTML = String(element.innerHTML)), TEXT],
  ["a text is changed in place", (node) => (node.data = "ein zwei drei"), "ein zwei drei"],
  ["the text is taken away", () => element.replaceChildren(), ""],
  ["an icon is put behind the text", () => void element.append(icon()), TEXT],
  ["an icon is put into a block", (_, block) => void block.append(icon()), TEXT],
])("when %s", (_, interfere, left) => {
  it("what comes later stands behind it, and is one node again", () => {
    const hand = createHandStream();
    attachText(element, hand.stream);
    hand.append("one two ");
    hand.append("three");
    const [node] = textNodesOf(element);
    interfere(node!, element.firstElementChild as HTMLElement);
    hand.append(", four");
    hand.append(", five");
    expect(element.textContent).toBe(`${left}, four, five`);
    expect(textNodesOf(element).at(-1)!.data).toMatch(/, four, five$/);
  });

  it("a text that replaces it is exact", () => {
    const hand = createHandStream(TEXT);
    attachText(element, hand.stream);
    const [node] = textNodesOf(element);
    interfere(node!, element.firstElementChild as HTMLElement);
    hand.replace("another");
    hand.append(" text");
    expect(element.innerHTML).toMatch(/^<span [^>]*>another text<\/span>$/);
  });
});

/** Finds `two`, and marks it. */
function markWord(node: Text): void {
  const word = node.splitText(node.data.indexOf("two"));
  word.splitText("two".length);
  surround(word, "mark");
}

function markEnd(node: Text): void {
  surround(node.splitText(node.data.indexOf("two")), "mark");
}

/** As `Range.surroundContents` would if it took elements apart. */
function markToEnd(node: Text): void {
  const range = document.createRange();
  range.setStart(node, node.data.indexOf("two"));
  range.setEnd(element, element.childNodes.length);
  const mark = document.createElement("mark");
  mark.append(range.extractContents());
  range.insertNode(mark);
}

/** Leaves one node where there were two, the first of them. */
function splitAndJoin(node: Text): void {
  node.before(node.data.slice(0, 3));
  node.data = node.data.slice(3);
  element.normalize();
}

function icon(): HTMLElement {
  return document.createElement("img");
}

it("a long text that is translated all the while is whole, and each part of it written once", () => {
  const hand = createHandStream();
  attachText(element, hand.stream);
  const lines = Array.from({ length: 2000 }, (_, line) => `line ${line} of a text\n`);
  const texts = new Set<Text>();
  for (const [index, line] of lines.entries()) {
    hand.append(line);
    for (const node of textNodesOf(element.lastElementChild!)) texts.add(node);
    if (index % 5 === 0) translate();
  }
  expect(element.textContent!.toLowerCase()).toBe(lines.join(""));
  const written = [...texts].reduce((chars, { length }) => chars + length, 0);
  // once by us, once by the translator
  expect(written).toBeLessThanOrEqual(2 * lines.join("").length);
  expect(element.childElementCount).toBeLessThanOrEqual(lines.join("").length / 4096 + 1);
});
