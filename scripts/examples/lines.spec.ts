import { globSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "playwright/test";
import { exampleApps } from "./apps.ts";
import { countLines } from "./lines.ts";

/** How many lines from a framework's starter to growing text. */
const MOST_LINES = 12;

const starter = (name: string): string => `scripts/examples/starters/${name}`;
const ours = Object.entries(exampleApps).map(([name, { untouched }]) => ({
  name,
  count: countLines(`examples/${name}`, untouched, starter(name)),
}));

for (const { name, count } of ours)
  test(`${name} has at most ${MOST_LINES} lines of ours`, () => {
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(MOST_LINES);
  });

test("the table of lines says what was counted, of ours and of the AI SDK's", () => {
  const theirs = new Map(
    readdirSync("scripts/examples/ai-sdk").map((name) => [
      name,
      String(countLines(`scripts/examples/ai-sdk/${name}`, [], starter(name))),
    ]),
  );
  const counted = ours.map(({ name, count }) => [name, String(count), theirs.get(name) ?? "–"]);
  const rows = readFileSync("examples/README.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| [`"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, name = "", count = "", other = ""]) => [name.split("`")[1], count, other]);
  expect(rows).toEqual(counted);
});

test("each snippet of docs/frameworks.md is a file of an example, as it stands there", () => {
  const files = globSync("examples/*/**/*.{ts,tsx,vue,svelte}", {
    exclude: ["**/node_modules/**"],
  });
  const texts = new Set(files.map((file) => readFileSync(file, "utf8").trim()));
  const fences = readFileSync("docs/frameworks.md", "utf8").split("```");
  const snippets = fences.filter((_, index) => index % 2 === 1);
  expect(snippets.length).toBeGreaterThan(2 * 5);
  // the first line is the language
  for (const snippet of snippets)
    expect(texts).toContain(snippet.slice(snippet.indexOf("\n")).trim());
});

test("the table of docs/frameworks.md has the same numbers", () => {
  const numbersOf = (file: string): string[] =>
    readFileSync(file, "utf8")
      .split("\n")
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .map(([, , count = "", other = ""]) => `${count} ${other}`)
      .filter((numbers) => Number.isInteger(Number.parseInt(numbers, 10)));
  expect(numbersOf("docs/frameworks.md")).toEqual(numbersOf("examples/README.md"));
});
