import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { table, withRows, withTable } from "../../scripts/markdownTables.ts";
import { run } from "../../scripts/run.ts";
import { readResult, type Results, resultsFolder } from "../results.ts";
import { tableOf } from "./columns.ts";
import { goalsOf } from "./goals.ts";
import { goalTable } from "./goalTable.ts";
import { markdownReadmeColumns } from "./markdownColumns.ts";
import { growthPlot } from "./plot.ts";
import { readmeRows, speedTable } from "./readme.ts";
import { tables } from "./tables.ts";

const root = join(import.meta.dirname, "../..");

/** All results that are kept. */
export function keptResults(): Results {
  return Object.fromEntries(
    tables.map(([experiment]) => [experiment, readResult(resultsFolder, experiment)]),
  );
}

/** The files that say what was measured, by their paths: their words are as they stand, their tables and the plot are made of results. */
export function filesOf(results: Results): Record<string, string> {
  const { memory = [], markdown = [] } = results;
  const fill = (path: string, filled: Readonly<Record<string, string>>): string =>
    Object.entries(filled).reduce(
      (page, [heading, table]) => withTable(page, heading, table),
      readFileSync(join(root, path), "utf8"),
    );
  return {
    "bench/RESULTS.md": fill("bench/RESULTS.md", {
      "Measured on": machineTable(results),
      Goals: goalTable(goalsOf(results)),
      ...Object.fromEntries(
        tables.map(([experiment, heading, tableOf]) => [
          heading,
          tableOf(results[experiment] ?? []),
        ]),
      ),
    }),
    "bench/results/memory.svg": growthPlot(memory),
    "README.md": withRows(fill("README.md", { Speed: speedTable(results) }), readmeRows(results)),
    "packages/markdown/README.md": fill("packages/markdown/README.md", {
      "Beside others": tableOf(markdown, markdownReadmeColumns(markdown)),
    }),
  };
}

/** Writes the results that are kept into the files that say them. */
export function writeReport(): void {
  const files = filesOf(keptResults());
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  run("oxfmt", Object.keys(files), { cwd: root });
}

/** Where it was measured, and with which versions: each, where there were several. */
function machineTable(results: Results): string {
  const rows = new Map<string, Set<string>>();
  const note = (name: string, value: string): void =>
    void rows.set(name, (rows.get(name) ?? new Set()).add(value));
  for (const { machine } of Object.values(results).flat()) {
    const { cpu, cores, memoryGb, system, versions } = machine;
    note("machine", `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}`);
    for (const [name, version] of Object.entries(versions)) note(name, version);
  }
  return table(
    ["", ""],
    [...rows].map(([name, values]) => [name, [...values].join(", ")]),
    0,
  );
}
