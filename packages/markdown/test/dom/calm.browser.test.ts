import { expect, it } from "vitest";
import { answer } from "../support/answers.ts";
import { openPage, write } from "../support/page.ts";

/** How much a step brings, in characters. */
const STEP_CHARS = 6;

/** Writes a text in steps, and gives each time what is to be read. */
function* readings(text: string): Generator<string> {
  const page = openPage();
  for (let at = 0; at < text.length; at += STEP_CHARS) {
    page.append(text.slice(at, at + STEP_CHARS));
    yield page.root.textContent;
  }
  page.end();
  yield page.root.textContent;
}

it("no step takes back text that is shown, of an answer whose marks close and whose references are defined", () => {
  const takenBack: string[] = [];
  let before = "";
  let steps = 0;
  for (const text of readings(answer(10_000))) {
    if (!text.startsWith(before)) takenBack.push(`${before.slice(-40)} → ${text.slice(-40)}`);
    before = text;
    steps++;
  }
  expect(steps).toBeGreaterThan(1600);
  expect(takenBack).toEqual([]);
});

it.each([
  "**bold**",
  "*a **b** c*",
  "***a***",
  "`code span`",
  "``a ` b``",
  "~~gone~~",
  '[a link](https://b.c/d_e_f "g")',
  "[a *link*](<https://b.c>)",
  "![an image](https://b.c)",
  "<https://b.c/d>",
  "<a@b.cd>",
  "[text][label]\n\n[label]: https://b.c\n",
  "&copy; &#35;",
  "a\\*b",
  "a  \nb",
  "x https://b.c/d.e.",
  "- [x] done\n- [ ] open\n",
  "- a\n- b\n",
  "1. a\n2. b\n",
  "|a|b|\n|-|-|\n|c|d|\n",
  "```js\na\n```\n",
  "# a #\n",
  "> a\n> b\n",
  "* * *\n",
  "[a]: https://b.c\n",
  "see [a](https://b.c)",
  "see ![a](https://b.c)",
  "see [a][b]\n\n[b]: https://c.d\n\n",
  "see **a**",
  "*[a](https://b.c)*",
  "[*a*](https://b.c)",
  "see [1](https://b.c)",
  "see [1] and [1, 2], [^1] and [x]",
  "see [1][2][3]",
  "see [1][b]\n\n[b]: https://c.d\n\n",
  "[2024 *report*](https://b.c)",
  "[x86](https://b.c) [Xcode](https://b.c)",
  "![1](https://b.c)",
  "so![1]",
  "*[1](https://b.c)*",
  "[a [1] b](https://c.d)",
  "[ a](https://b.c)",
])("no character of %j is taken back", (text) => {
  let before = "";
  const page = openPage();
  for (const char of `${text} end\n`) {
    page.append(char);
    const now = page.root.textContent;
    expect(now.startsWith(before), `${before} → ${now}`).toBe(true);
    before = now;
  }
});

it.each(["2 * 3 = 6", "snake_case_name", "a[1] and [2]", "5 < 6 & 7"])(
  "%j shows as it is at each step",
  (text) => {
    const page = openPage();
    let so = "";
    for (const char of text) {
      page.append(char);
      so += char;
      const shown = page.root.textContent;
      expect(
        so.startsWith(shown) ||
          so.replaceAll(/[[*]/g, "").startsWith(shown.replaceAll(/[[*]/g, "")),
      ).toBe(true);
    }
    page.end();
    expect(page.root.textContent).toBe(text);
  },
);

it("a number in brackets is shown with what follows it, which says whether it is a link, and its URL is not waited for", () => {
  const page = openPage();
  const shown = [..."so [1].[2](https://a.b/c"].map((char) => {
    page.append(char);
    return page.root.textContent;
  });
  expect([...new Set(shown)]).toEqual(["s", "so", "so ", "so [1].", "so [1].2"]);
  expect(shown.indexOf("so [1].")).toBe("so [1]".length);
  expect(shown.indexOf("so [1].2")).toBe("so [1].[2]".length);
  expect(page.root.querySelector("a")?.getAttribute("href")).toBeNull();
});

it("what is held is mostly nothing, and nine times in ten at most 15 characters", () => {
  const text = answer(10_000);
  const page = openPage();
  const held: number[] = [];
  let last = 0;
  for (let at = 0; at < text.length; at += STEP_CHARS) {
    page.append(text.slice(at, at + STEP_CHARS));
    const { length } = page.root.textContent;
    held.push(length > last ? 0 : (held.at(-1) ?? 0) + STEP_CHARS);
    last = length;
  }
  held.sort((a, b) => a - b);
  expect(held[Math.floor(held.length / 2)]).toBe(0);
  expect(held[Math.floor(held.length * 0.9)]).toBeLessThanOrEqual(15);
});

it("a selection in settled text, and one in the paragraph that grows, survive", () => {
  const page = openPage();
  page.append("first *paragraph*\n\nsecond para");
  const selection = getSelection();
  const select = (element: Element | null | undefined, text: string): void => {
    const walker = document.createTreeWalker(element ?? document, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(text) ?? -1;
      if (at >= 0) selection?.setBaseAndExtent(node, at, node, at + text.length);
    }
  };
  select(page.root.lastElementChild, "second");
  page.append("graph **grows** and [grows](https://a.b) `on`\nand on [1](s");
  // what was taken to be a link is none
  page.append(" no) more");
  expect(selection?.toString()).toBe("second");
  select(page.root.firstElementChild, "paragraph");
  page.append("\n\n- third\n");
  page.end();
  expect(selection?.toString()).toBe("paragraph");
});

it("blocks that are settled are left alone, and a step touches few nodes", async () => {
  const text = answer(10_000);
  const page = openPage();
  let nodes = 0;
  let steps = 0;
  const touched = new Set<Node>();
  const observer = new MutationObserver(() => {});
  observer.observe(page.root, { childList: true, characterData: true, subtree: true });
  for (let at = 0; at < text.length; at += STEP_CHARS) {
    const settled = new Set(
      [...page.root.children].slice(0, -2).filter((block) => !/\[/.test(block.textContent)),
    );
    page.append(text.slice(at, at + STEP_CHARS));
    steps++;
    for (const { addedNodes, removedNodes, target } of observer.takeRecords()) {
      nodes += addedNodes.length + removedNodes.length;
      for (const block of settled) {
        if (
          block.contains(target) &&
          !block.querySelector("a:not([href])") &&
          !block.querySelector("a[title]")
        )
          touched.add(block);
      }
    }
  }
  observer.disconnect();
  expect([...touched].map(({ textContent }) => textContent)).toEqual([]);
  expect(nodes / steps).toBeLessThan(2);
});

it("a <details> around the text stays as it was opened", () => {
  const page = openPage();
  const details = document.createElement("details");
  document.body.append(details);
  details.append(page.root);
  details.open = true;
  page.append("a\n\nb");
  page.end();
  expect(details.open).toBe(true);
});

it("a surrogate pair cut in two is one character", () => {
  expect(write("a 😀 b", 1).textContent).toBe("a 😀 b");
  const page = openPage();
  page.append("a \ud83d");
  expect(page.root.textContent).toBe("a");
  page.append("\ude00");
  expect(page.root.textContent).toBe("a 😀");
});
