import { readFileSync, writeFileSync } from "node:fs";
import { run } from "./run.ts";

/** What of vitest's JSON report the table is made of. */
interface Report {
  testResults: {
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[];
  }[];
}

const BINDINGS = ["vue", "svelte", "solid", "solid 2", "react", "react 18"];
const OUTPUT = "docs/parity.md";
const LEFT_OUT = /^not applicable: (?<scenario>.*?) \((?<reason>.*)\)$/;

const [path = ".scratch/reports/unit.json"] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, "utf8")) as Report;

/** Scenario → binding → what the run says. */
const tables = new Map([
  ["primitive", new Map<string, Map<string, string>>()],
  ["component", new Map<string, Map<string, string>>()],
  ["markdown", new Map<string, Map<string, string>>()],
]);
const HEADINGS: Readonly<Record<string, string>> = {
  primitive: "## The primitive",
  component: "## `<StreamingText>`",
  markdown: "## `<StreamingMarkdown>`",
};
const reasons: string[] = [];

for (const { ancestorTitles, title, status } of report.testResults.flatMap(
  ({ assertionResults }) => assertionResults,
)) {
  const [binding = "", kind = ""] = ancestorTitles.filter(Boolean);
  if (!BINDINGS.includes(binding)) continue;
  const leftOut = LEFT_OUT.exec(title)?.groups;
  if (leftOut) reasons.push(`- ${binding}: ${leftOut.scenario}. ${leftOut.reason}`);
  const table = tables.get(kind);
  if (!table) continue;
  const row = table.get(title) ?? new Map<string, string>();
  table.set(title, row.set(binding, status === "passed" ? "✓" : "✗"));
}

const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
const parts = [
  "# What all bindings do",
  "Each line is a scenario of `packages/conformance`, played in a real browser, on a page whose content security policy forbids styles in markup. ✓ passed, ✗ failed, – not played.",
];
for (const [kind, table] of tables) {
  parts.push(
    HEADINGS[kind] ?? "",
    [
      line(["scenario", ...BINDINGS]),
      line(["---", ...BINDINGS.map(() => ":-:")]),
      ...[...table].map(([scenario, row]) =>
        line([scenario, ...BINDINGS.map((binding) => row.get(binding) ?? "–")]),
      ),
    ].join("\n"),
  );
}
if (reasons.length > 0) parts.push("## Left out, and why", reasons.join("\n"));

writeFileSync(OUTPUT, `${parts.join("\n\n")}\n`);
run("oxfmt", [OUTPUT]);
let played = 0;
let passed = 0;
for (const table of tables.values())
  for (const row of table.values()) {
    played += BINDINGS.length;
    passed += BINDINGS.filter((binding) => row.get(binding) === "✓").length;
  }
console.log(`${OUTPUT}: ${passed} of ${played} pass`);
