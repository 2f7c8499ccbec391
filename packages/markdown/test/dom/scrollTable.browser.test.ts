import { expect, it } from "vitest";
import { createMarkdownWriter } from "../../src/index.ts";
import { scrollTable } from "../../src/scrollTable.ts";
import "../../src/style.css";

it("a table that is wider than its place is scrolled there, by a keyboard too; else there is nothing to tab to", async () => {
  const root = document.createElement("div");
  root.className = "streaming-markdown";
  root.style.width = "300px";
  document.body.replaceChildren(root);
  const elements = { table: scrollTable() };
  const writer = createMarkdownWriter(root, { elements, labels: { table: "Tabelle" } });
  const wide = `| ${"averylongword".repeat(4)} | ${"averylongword".repeat(4)} |\n| - | - |\n`;
  writer.append(`| a | b |\n| - | - |\n| c | d |\n\n${wide}`);
  writer.end();
  const [narrow, scrolled] = root.querySelectorAll<HTMLElement>("[data-scroll]");
  await expect.poll(() => scrolled?.getAttribute("tabindex")).toBe("0");
  expect(scrolled?.getAttribute("aria-label")).toBe("Tabelle");
  expect(narrow?.getAttribute("tabindex")).toBeNull();
  expect(root.scrollWidth).toBeLessThanOrEqual(300);
  root.style.width = "2000px";
  await expect.poll(() => scrolled?.getAttribute("tabindex")).toBeNull();
  writer.stop();
  expect(root.querySelector("[data-scroll]")).toBeNull();
});
