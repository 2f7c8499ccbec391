import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Engine, ENGINE_NAMES, ENGINES } from "./engines/find.ts";
import { table } from "./markdownTables.ts";
import { run } from "./run.ts";

/** Where `pnpm engines` puts vitest's reports. */
export const MATRIX_FOLDER = resolve(".scratch/reports/matrix");

const OUTPUT = "docs/parity.md";
const KINDS = new Set(["primitive", "component", "markdown"]);
const LEFT_OUT = /^not applicable: (?<scenario>.*?) \((?<reason>.*)\)$/;

/** What of vitest's JSON report the page is made of. */
interface Report {
  testResults: {
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[];
  }[];
}

/** What a binding did in an engine. */
interface Cell {
  /** The scenarios that passed, and those that failed, each with its kind. */
  readonly passed: Set<string>;
  readonly failed: Set<string>;
  /** Scenario → why it is left out. */
  readonly leftOut: Map<string, string>;
}

type Row = Map<Engine, Cell>;

/** The report of an engine. */
export function matrixReport(engine: Engine): string {
  return resolve(MATRIX_FOLDER, `${engine}.json`);
}

/** Writes what every binding did in every engine; whether each scenario passed or has a reason not to be played. */
export function writeParity(): boolean {
  const rows = readRows();
  const scenarios = new Set<string>();
  for (const { passed, failed } of cellsOf(rows))
    for (const scenario of [...passed, ...failed]) scenarios.add(scenario);
  const { exceptions, isSound } = findExceptions(rows, scenarios);
  writeFileSync(OUTPUT, `${pageOf(rows, scenarios, exceptions).join("\n\n")}\n`);
  run("oxfmt", [OUTPUT]);
  return isSound;
}

/** What the reports say, binding by binding in the order of their names. */
function readRows(): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const engine of ENGINES) {
    const report = JSON.parse(readFileSync(matrixReport(engine), "utf8")) as Report;
    const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    for (const { ancestorTitles, title, status } of tests) {
      const [binding = "", kind] = ancestorTitles.filter(Boolean);
      const leftOut = LEFT_OUT.exec(title)?.groups;
      if (!leftOut && !KINDS.has(kind ?? "")) continue;
      const cell = cellOf(rows, binding, engine);
      if (leftOut) cell.leftOut.set(leftOut.scenario!, leftOut.reason!);
      else (status === "passed" ? cell.passed : cell.failed).add(`${kind}: ${title}`);
    }
  }
  return new Map([...rows].sort(([one], [other]) => one.localeCompare(other)));
}

function cellOf(rows: Map<string, Row>, binding: string, engine: Engine): Cell {
  const row = rows.get(binding) ?? new Map<Engine, Cell>();
  const cell = row.get(engine) ?? { passed: new Set(), failed: new Set(), leftOut: new Map() };
  rows.set(binding, row.set(engine, cell));
  return cell;
}

function cellsOf(rows: Map<string, Row>): Cell[] {
  return [...rows.values()].flatMap((row) => [...row.values()]);
}

/** Scenarios that did not pass: those with a reason, and those whose absence nobody explains. */
function findExceptions(
  rows: Map<string, Row>,
  scenarios: Set<string>,
): { exceptions: string[][]; isSound: boolean } {
  const exceptions: string[][] = [];
  let isSound = true;
  for (const [binding, row] of rows)
    for (const engine of ENGINES) {
      const cell = row.get(engine);
      if (!cell) {
        isSound = false;
        exceptions.push([binding, ENGINE_NAMES[engine], "all of them", "they were not played"]);
        continue;
      }
      for (const scenario of scenarios) {
        if (cell.passed.has(scenario)) continue;
        const reason = cell.leftOut.get(scenario.slice(scenario.indexOf(": ") + 2));
        if (reason === undefined) isSound = false;
        const why = reason ?? (cell.failed.has(scenario) ? "it fails" : "it was not played");
        exceptions.push([binding, ENGINE_NAMES[engine], scenario, why]);
      }
    }
  return { exceptions, isSound };
}

function pageOf(rows: Map<string, Row>, scenarios: Set<string>, exceptions: string[][]): string[] {
  const count = (kind: string): number =>
    [...scenarios].filter((scenario) => scenario.startsWith(`${kind}: `)).length;
  const passedOf = (row: Row, engine: Engine): string =>
    `${row.get(engine)?.passed.size ?? 0} of ${scenarios.size}`;
  return [
    "# What all bindings do, in all engines",
    "`pnpm engines` plays the scenarios of [`packages/conformance`](../packages/conformance/src/scenarios) with every binding in every engine, on a page whose content security policy " +
      `forbids styles in markup: ${count("primitive")} of the primitive, ${count("component")} of \`<StreamingText>\`, ${count("markdown")} of \`<StreamingMarkdown>\`. It writes this page. What differs between the engines, and is not ours to ` +
      "mend, is in [`engines.md`](engines.md).",
    table(
      ["passed", ...ENGINES.map((engine) => ENGINE_NAMES[engine])],
      [...rows].map(([binding, row]) => [
        binding,
        ...ENGINES.map((engine) => passedOf(row, engine)),
      ]),
      0,
    ),
    "## Exceptions",
    exceptions.length === 0
      ? "None: every scenario passes everywhere."
      : table(["binding", "engine", "scenario", "why"], exceptions, 0),
  ];
}
