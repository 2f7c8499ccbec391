import { expect, it } from "vitest";
import { renderMarkdown } from "../src/index.ts";
import { lineBreaks } from "../src/lineBreaks.ts";

const render = (text: string): string =>
  renderMarkdown(text, { syntax: [lineBreaks], dir: "inherit" });

it.each(["<br>", "<br/>", "<br />", "<BR>"])("%s breaks a line", (tag) => {
  expect(render(`a${tag}b`)).toBe("<p>a<br>b</p>");
  expect(render(`| a |\n|---|\n| *b${tag}c* |`)).toContain("<em>b<br>c</em>");
});

it.each(["<br", "<b>", "<br class>", "`<br>`", "\\<br>"])("%s is text", (text) => {
  expect(render(`a ${text}`)).not.toContain("<br>");
});

it("is text without it", () => {
  expect(renderMarkdown("a<br>b")).toContain("a&lt;br&gt;b");
});
