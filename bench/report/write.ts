import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "../../scripts/run.ts";
import { keptResults, resultsFolder } from "../results.ts";
import { pageOf } from "./page.ts";
import { plotsOf } from "./plots.ts";
import { sections } from "./sections.ts";

/** Where the results page stands. */
const pagePath = fileURLToPath(new URL("../RESULTS.md", import.meta.url));

/** Writes the results page and its plots from the results that are kept. */
export function writeReport(): void {
  const results = keptResults(sections.map(({ experiment }) => experiment));
  for (const [file, picture] of Object.entries(plotsOf(results)))
    writeFileSync(`${resultsFolder}/${file}`, picture);
  writeFileSync(pagePath, pageOf(results));
  run("oxfmt", [pagePath, resultsFolder]);
}
