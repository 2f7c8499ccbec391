import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { unpadded, withRows, withTable } from "../scripts/markdownTables.ts";
import { filesOf, keptResults } from "./report/report.ts";
import { tables } from "./report/tables.ts";
import { readKept, resultsFolder } from "./results.ts";
import { resultsPage } from "./server/report/page.ts";
import type { Results as ServerResults } from "./server/report/results.ts";

const results = keptResults();

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

it("each experiment that was kept has a table", () => {
  const kept = readdirSync(resultsFolder).filter((file) => file.endsWith(".json.gz"));
  const shown = tables.map(([experiment]) => `${experiment}.json.gz`);
  expect(kept.toSorted()).toEqual(shown.toSorted());
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
