import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { filesOf, keptResults, withRows, withTable } from "./report/report.ts";
import { readKept } from "./results.ts";
import { resultsPage } from "./server/report/page.ts";
import type { Results as ServerResults } from "./server/report/results.ts";

const results = keptResults();

/** Tables are padded by the formatter: what counts is what their cells say. */
const unpadded = (markdown: string): string =>
  markdown.replace(/ +/g, " ").replace(/-{3,}/g, "---").replace(/\n+/g, "\n").trim();

it("all of ours ended, with the text that was sent", () => {
  const ours = Object.values(results)
    .flat()
    .filter(({ contender }) => contender.startsWith("ours"));
  expect(ours.length).toBeGreaterThan(50);
  for (const { contender, setting, samples, failure } of ours)
    expect({
      contender,
      setting,
      failure,
      wrong: samples.map(({ mismatch }) => mismatch).join(""),
    }).toEqual({ contender, setting, failure: undefined, wrong: "" });
});

it.each(Object.entries(filesOf(results)))("%s says what was measured", (path, text) => {
  const kept = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
  expect(unpadded(kept)).toBe(unpadded(text));
});

it("bench/server/RESULTS.md says what was measured", () => {
  const kept = readKept<ServerResults>(join(import.meta.dirname, "server/results.json.gz"));
  const page = readFileSync(new URL("server/RESULTS.md", import.meta.url), "utf8");
  expect(unpadded(page)).toBe(unpadded(resultsPage(kept)));
});

it("a table takes the place of the first one below its heading", () => {
  const page =
    "## One\n\n| 1 |\n\n## Two\n\nWords.\n\n| 2 |\n| 3 |\n\nMore.\n\n| 4 |\n\n## Three\n";
  const filled = "## One\n\n| 1 |\n\n## Two\n\nWords.\n\n| new |\n\nMore.\n\n| 4 |\n\n## Three\n";
  expect(withTable(page, "Two", "| new |")).toBe(filled);
  for (const heading of ["Three", "Four"])
    expect(() => withTable(page, heading, "")).toThrow(`No table stands below "${heading}".`);
});

it("a row of figures takes the place of the one with the same first cell", () => {
  const page = "| | time |\n| --- | ---: |\n| one | 1 ms |\n| two  | 2 ms |\n";
  expect(withRows(page, [["two", "3 ms"]])).toBe(page.replace("| two  | 2 ms |", "| two | 3 ms |"));
  expect(() => withRows(page, [["three", "3 ms"]])).toThrow('No table has a row "three".');
});
