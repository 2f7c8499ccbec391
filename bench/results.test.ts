import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withUnit } from "./report/format.ts";
import { peersTable } from "./report/markdown.ts";
import { pageOf } from "./report/page.ts";
import { plotsOf } from "./report/plots.ts";
import { readmeFigures, readmeTable } from "./report/readme.ts";
import { sections } from "./report/sections.ts";
import { keptResults, resultsFolder } from "./results.ts";

const results = keptResults(sections.map(({ experiment }) => experiment));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const page = readFileSync(new URL("RESULTS.md", import.meta.url), "utf8");

/** Tables are padded by the formatter: what counts is what their cells say. */
const unpadded = (markdown: string): string =>
  markdown.replace(/ +/g, " ").replace(/-{3,}/g, "---").replace(/\n+/g, "\n").trim();

it("all of ours ended, with the text that was sent", () => {
  const ours = Object.values(results).flatMap((result) =>
    (result?.entries ?? []).filter(({ contender }) => contender.startsWith("ours")),
  );
  expect(ours.length).toBeGreaterThan(50);
  for (const { contender, setting, samples, failure } of ours)
    expect({
      contender,
      setting,
      failure,
      wrong: samples.map(({ mismatch }) => mismatch).join(""),
    }).toEqual({ contender, setting, failure: undefined, wrong: "" });
});

it("the results page says what was measured", () => {
  expect(unpadded(page)).toBe(unpadded(pageOf(results)));
});

it("the plots show what was measured", () => {
  for (const [file, picture] of Object.entries(plotsOf(results)))
    expect(readFileSync(`${resultsFolder}/${file}`, "utf8"), file).toBe(picture);
});

it("the table of peers in Markdown's README is what was measured", () => {
  const markdown = readFileSync(new URL("../packages/markdown/README.md", import.meta.url), "utf8");
  expect(unpadded(markdown)).toContain(unpadded(peersTable(results["markdown"])));
});

it("the README's table and plot are those that were measured", () => {
  expect(unpadded(readme)).toContain(unpadded(readmeTable(results)));
  const [, plot] = /!\[[^\]]*\]\((bench\/results\/[\w.]+)\)/.exec(readme) ?? [];
  expect(plot).toBe("bench/results/memory.svg");
  expect(existsSync(new URL(`../${plot}`, import.meta.url))).toBe(true);
});

it("the README's sizes are those of the results page", () => {
  const ours = (results.size?.entries ?? []).filter(({ contender }) =>
    contender.startsWith("ours"),
  );
  expect(ours.length).toBeGreaterThan(4);
  for (const { contender, setting, samples } of ours) {
    const [, binding = ""] = contender.toLowerCase().split(", ");
    const size = withUnit("gzipBytes", samples[0]!.figures["gzipBytes"]!);
    expect(unpadded(readme), contender).toContain(`| ${binding}: \`${setting}\` | ${size} |`);
  }
});

it("the README compares by figures of the results page", () => {
  for (const figure of readmeFigures(results)) expect(readme).toContain(figure);
});
