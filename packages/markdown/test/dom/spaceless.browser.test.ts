import { expect, it } from "vitest";
import { openPage, write } from "../support/page.ts";

const SENTENCE = "人人生而自由，在尊严和权利上一律平等。";
/** How much a step brings, in characters. */
const STEP_CHARS = 6;

it("of a long paragraph without spaces no more is held than of one with them", () => {
  const text = SENTENCE.repeat(400);
  const page = openPage();
  let most = 0;
  for (let end = STEP_CHARS; end < text.length; end += STEP_CHARS) {
    page.append(text.slice(end - STEP_CHARS, end));
    // without reading all of it each time
    if (end % 600 === 0) most = Math.max(most, end - page.root.textContent.length);
  }
  expect(most).toBeLessThanOrEqual(15);
});

it.each([
  ["他说**自由**了", "他说<strong>自由</strong>了"],
  ["他说*自由*，走了", "他说<em>自由</em>，走了"],
  ["**「自由」** です", "<strong>「自由」</strong> です"],
  [
    "~~旧~~新`码`，[源](https://a.b)。",
    /^<del>旧<\/del>新<code>码<\/code>，<a href="https:\/\/a.b" .*>源<\/a>。$/,
  ],
  ["**한국어**를", "<strong>한국어</strong>를"],
  // CommonMark's rule: a closing mark between punctuation and a letter closes nothing
  ["**自由。**他", "**自由。**他"],
  ["snake_日本_case", "snake_日本_case"],
])("%j is shown in pieces of one character, and nothing stands between those", (text, html) => {
  const paragraph = write(text, 1, { dir: "inherit" }).firstElementChild;
  paragraph?.normalize();
  if (typeof html === "string") expect(paragraph?.innerHTML).toBe(html);
  else expect(paragraph?.innerHTML).toMatch(html);
});

it("a line breaks where it would in one piece, and a word is selected whole", () => {
  const text = `${SENTENCE}カタカナの言葉と漢字。`.repeat(8);
  const root = write(text, 1);
  const plain = document.createElement("p");
  plain.textContent = text;
  root.append(plain);
  root.style.width = "20em";
  const [grown] = root.children;
  expect(grown?.childNodes.length).toBeGreaterThan(8);
  expect(linesOf(grown)).toEqual(linesOf(plain));
  const selection = getSelection();
  const words = ["", ""].map((_, index) => {
    selection?.setPosition(root.children[index]?.firstChild ?? null, 0);
    selection?.modify("extend", "forward", "word");
    selection?.modify("extend", "forward", "word");
    return selection?.toString();
  });
  expect(words[0]).toBe(words[1]);
});

/** How many characters each line has. */
function linesOf(paragraph: Element | undefined): number[] {
  const lines: number[] = [];
  let bottom = -Infinity;
  const walker = document.createTreeWalker(paragraph ?? document, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < (node.nodeValue?.length ?? 0); at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { top, bottom: below } = range.getBoundingClientRect();
      if (top >= bottom) lines.push(0);
      bottom = Math.max(bottom, below);
      lines[lines.length - 1] = (lines.at(-1) ?? 0) + 1;
    }
  }
  return lines;
}

it("a selection in a paragraph without spaces survives its growth", () => {
  const page = openPage();
  page.append("人人生而自由，在**尊严**和");
  const selection = getSelection();
  const first = page.root.firstElementChild?.firstChild ?? page.root;
  selection?.setBaseAndExtent(first, 2, first, 5);
  expect(selection?.toString()).toBe("生而自");
  for (const char of "权利上一律平等。他们`赋有`，[理性](https://a.b)\n和良心") page.append(char);
  page.end();
  expect(selection?.toString()).toBe("生而自");
});
