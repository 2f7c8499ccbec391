import { readFileSync, writeFileSync } from "node:fs";
import { unpadded, withRows } from "./markdownTables.ts";
import { measureSizes } from "./measureSizes.ts";
import { run } from "./run.ts";

// the sizes that the README states are those that were measured, to 0.1 kB; with --write it says them then, and `pnpm bench size` carries
// them into bench/RESULTS.md
const README = "README.md";
const rows = Array.from(measureSizes(), ([name, size]) => {
  const [binding, imported] = name.split(": ");
  return [`${binding}: \`${imported}\``, `${(size / 1000).toFixed(1)} kB`];
});
const readme = readFileSync(README, "utf8");
const isSaid = (row: readonly string[]): boolean =>
  unpadded(withRows(readme, [row])) === unpadded(readme);
const wrong = rows.filter((row) => !isSaid(row));

if (wrong.length > 0 && process.argv.includes("--write")) {
  writeFileSync(README, withRows(readme, rows));
  run("oxfmt", [README]);
} else if (wrong.length > 0) {
  console.error(`README.md should say:\n${wrong.map((row) => row.join("  ")).join("\n")}`);
  console.error("Run `node scripts/sizes.ts --write`, then `pnpm bench size`.");
  process.exit(1);
}
console.log(`The README's ${rows.length} sizes are true.`);
