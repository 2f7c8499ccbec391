import { expect, it } from "vitest";
import { openPage } from "../support/page.ts";

/** Puts another element in place of each text, as a translator of pages does. */
function translate(root: Element): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Node[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node);
  for (const text of texts) {
    const font = document.createElement("font");
    font.textContent = text.nodeValue;
    text.parentNode?.replaceChild(font, text);
  }
}

it.each([
  ["a paragraph *with ", "a mark* in it", "a paragraph with a mark in it"],
  ["# a heading", " that grows", "a heading that grows"],
  ["> a *quote [with", " a link](https://a.b)*", "a quote with a link"],
  ["|a|\n|-|\n|a ce", "ll|", "aa cell"],
  ["- an *item [with", " a link](https://a.b)*", "an item with a link"],
  ["- an item", "\n- another, *so* on", "an itemanother, so on"],
  ["- an *item*\n", "\n- in a loose list", "an itemin a loose list"],
  ["see `co", "de`", "see code"],
])(
  "of %j on a page that is translated meanwhile nothing is lost, and nothing doubled",
  (first, second, text) => {
    const page = openPage();
    page.append(first);
    translate(page.root);
    page.append(second);
    page.end();
    expect(page.root.textContent).toBe(text);
  },
);

it("nor of code, which is added to", () => {
  const page = openPage();
  page.append("```\ncode\n");
  translate(page.root);
  page.append("more\n```\n");
  page.end();
  expect(page.root.textContent).toBe("code\nmore\n");
});

it("nor where neighbouring texts were made one", () => {
  const page = openPage();
  page.append("some words come ");
  page.append("one after another, and ");
  page.root.normalize();
  page.append("*so* on");
  page.end();
  expect(page.root.textContent).toBe("some words come one after another, and so on");
});
