import { page } from "vitest/browser";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attachText } from "../../src/index.ts";
import { accessibleText } from "../support/accessibility.ts";
import { createHandStream, type HandStream } from "../support/handStream.ts";
import { countDifferences, pictureOf } from "../support/pixels.ts";
import { textNodes } from "../support/textNodes.ts";

// what lies outside the frame of the page is not painted
beforeAll(() => page.viewport(700, 4000));

let ours: HTMLElement;
let whole: HTMLElement;
beforeEach(() => {
  const paragraph = (): HTMLElement => {
    const element = document.createElement("p");
    element.style.cssText =
      "position: absolute; top: 0; width: 300px; margin: 0; font: 7px/9px sans-serif; white-space: pre-wrap; overflow-wrap: anywhere";
    return element;
  };
  ours = paragraph();
  whole = paragraph();
  whole.style.left = "320px";
  document.body.replaceChildren(ours, whole);
});

/** Grows a text in `ours` in deltas of a size that falls out of step with everything, and puts it as one node into `whole`. */
function grow(text: string, deltaChars = 61): HandStream {
  const hand = createHandStream();
  attachText(ours, hand.stream);
  for (let at = 0; at < text.length; at += deltaChars) hand.append(text.slice(at, at + deltaChars));
  whole.textContent = text;
  return hand;
}

/** A text of at least `chars` made of a phrase; a prefix moves it, so that each part of the phrase comes to stand at an edge. */
const fill = (phrase: string, chars: number, prefix = ""): string =>
  prefix + phrase.repeat(Math.ceil(chars / phrase.length));

const phrases = {
  Latin: "Officially, the five boxing wizards waffle quickly. ",
  "joined Arabic": "الكتابة العربية متصلة الحروف ",
  "Hebrew and Latin, mixed": "שלום workflow, 42 (עולם) stream. ",
  "Chinese without spaces": "单次令牌只能使用一次，因为它很快就会过期。",
  "combining marks": "e\u0301a\u0308\u0323o\u0302\u0301 n\u0303",
  "joined emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇩🇪🇫🇷 ",
  "one long word": "donaudampfschifffahrtsgesellschaft",
  "tabs, soft hyphens and wide spaces": "tab\there soft\u00adhyphen a\u2003space  two ",
};

describe.each(Object.entries(phrases))("%s (Chromium only: a picture)", (_, phrase) => {
  it.each([0, 1, 2, 3])(
    "looks as in one node where a text node ends within a line, %i characters further",
    async (shift) => {
      grow(fill(phrase, 20_000, "-".repeat(shift)));
      expect(textNodes(ours).length).toBeGreaterThan(1);
      expect(countDifferences(await pictureOf(ours), await pictureOf(whole))).toBe(0);
    },
  );

  it("looks as in one node where a block ends", async () => {
    const line = fill(phrase, 300);
    grow(`${line}\n${line}\r\n\n${line}\n \n`.repeat(8));
    expect(ours.childElementCount).toBeGreaterThan(1);
    expect(countDifferences(await pictureOf(ours), await pictureOf(whole))).toBe(0);
  });
});

describe.each(["rtl", "auto"])("dir=%s (Chromium only: a picture)", (dir) => {
  it("looks as in one node", async () => {
    for (const element of [ours, whole]) element.dir = dir;
    const lines = `${phrases["Hebrew and Latin, mixed"].repeat(6)}\nLatin first, ואז עברית.\n`;
    grow(lines.repeat(40));
    expect(ours.childElementCount).toBeGreaterThan(1);
    expect(countDifferences(await pictureOf(ours), await pictureOf(whole))).toBe(0);
  });
});

it.each([
  ["text-indent", "2em"],
  ["text-align", "justify"],
  ["unicode-bidi", "plaintext"],
  ["letter-spacing", "1px"],
  ["hyphens", "auto"],
  ["columns", "2"],
])("looks as in one node with %s: %s (Chromium only: a picture)", async (property, value) => {
  for (const element of [ours, whole]) {
    element.lang = "en";
    element.style.setProperty(property, value);
  }
  const lines = `${phrases.Latin.repeat(4)}\n${phrases["Hebrew and Latin, mixed"].repeat(4)}\n`;
  grow(lines.repeat(40));
  expect(ours.childElementCount).toBeGreaterThan(1);
  expect(countDifferences(await pictureOf(ours), await pictureOf(whole))).toBe(0);
});

it("a difference of one character shows (Chromium only: a picture)", async () => {
  const text = fill(phrases.Latin, 9000);
  grow(text);
  whole.textContent = `${text.slice(0, 5000)}#${text.slice(5001)}`;
  expect(countDifferences(await pictureOf(ours), await pictureOf(whole))).toBeGreaterThan(0);
});

describe("a reader", () => {
  const numbered = (count: number, separator: string): string =>
    Array.from({ length: count }, (_, index) => `item ${index}`).join(separator);

  it("who selected something keeps the selection while the text grows and when it is replaced elsewhere", () => {
    const hand = grow(numbered(1000, ", "));
    const [, second] = ours.firstElementChild!.childNodes;
    getSelection()!.setBaseAndExtent(ours.firstElementChild!.firstChild!, 10, second!, 20);
    const selected = String(getSelection());
    expect(selected.length).toBeGreaterThan(4000);
    for (let line = 0; line < 1000; line++) hand.append(`more ${line}\n`);
    expect(String(getSelection())).toBe(selected);
  });

  it("who selected up to the end keeps what was selected, not what came after", () => {
    const hand = grow("the end");
    const node = ours.firstElementChild!.firstChild!;
    getSelection()!.setBaseAndExtent(node, 4, node, 7);
    hand.append(" of the world");
    expect(String(getSelection())).toBe("end");
  });

  it("does not meet a word that stands in two text nodes", () => {
    grow(numbered(3000, " "), 7);
    const nodes = textNodes(ours);
    expect(nodes.length).toBeGreaterThan(5);
    for (const data of nodes.slice(1)) expect(data).toMatch(/^ /);
  });

  it("finds what stands across two text nodes", () => {
    grow(numbered(3000, ", "));
    const edge = textNodes(ours)[0]!.slice(-8) + textNodes(ours)[1]!.slice(0, 8);
    whole.remove();
    getSelection()!.removeAllRanges();
    expect(findInPage(edge)).toBe(true);
    expect(String(getSelection())).toBe(edge);
  });

  it("selects a word that stands across two text nodes, as one word", () => {
    grow("0123456789abcdef".repeat(1000));
    expect(textNodes(ours).length).toBeGreaterThan(1);
    const selection = getSelection()!;
    const wordAt = (node: Node, char: number): string => {
      selection.collapse(node, char);
      selection.modify("extend", "forward", "word");
      return String(selection);
    };
    // Firefox lets a word end with its line
    for (const element of [ours, whole]) element.style.whiteSpace = "pre";
    const first = ours.firstElementChild!.firstChild as Text;
    const selected = wordAt(first, first.length - 5);
    expect(selected.length).toBeGreaterThan(5);
    expect(selected).toBe(wordAt(whole.firstChild!, first.length - 5));
  });

  it("copies the text exactly, from any character to any other", () => {
    const text = `${numbered(150, ", ")}\n\n${numbered(600, "\n")}\n`.repeat(3);
    grow(text, 997);
    expect(ours.childElementCount).toBeGreaterThan(2);
    for (let from = 3; from < text.length; from += 1201) {
      const to = Math.min(text.length, from + 6007);
      selectChars(ours, from, to);
      const copied = String(getSelection());
      selectChars(whole, from, to);
      expect(copied).toBe(String(getSelection()));
    }
  });

  it("with a screen reader hears the text once, in order (Chromium only: its tree)", async () => {
    const text = `${numbered(900, ", ")}\n${numbered(900, "\n")}`;
    grow(text);
    whole.remove();
    const heard = await accessibleText();
    expect(heard.replaceAll("\n", "")).toBe(text.replaceAll("\n", ""));
    ours.replaceWith(whole);
    expect(heard).toBe(await accessibleText());
  });
});

/** Finds and selects, as a browser's own search does. */
function findInPage(text: string): boolean {
  return (window as unknown as { find(text: string): boolean }).find(text);
}

/** Selects what lies between two characters of an element's text. */
function selectChars(element: Element, from: number, to: number): void {
  const place = (at: number): [Node, number] => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode() as Text;
    while (at > node.length) {
      at -= node.length;
      node = walker.nextNode() as Text;
    }
    return [node, at];
  };
  getSelection()!.setBaseAndExtent(...place(from), ...place(to));
}
