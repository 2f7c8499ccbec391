import { mkdirSync, rmSync } from "node:fs";
import { ensureChromium } from "./chromium.ts";
import { run } from "./run.ts";
import { readPlaywright, readVitest } from "./tally.ts";

const reports = ".scratch/reports";

function fail(message: string): never {
  console.error(`\n${message}`);
  process.exit(1);
}

try {
  process.env.CHROMIUM_PATH = ensureChromium();
} catch (error) {
  fail((error as Error).message);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const isBuilt = run("pnpm", ["run", "check"]);
if (!isBuilt) fail("The build, the types or a check failed: see above. No test was run.");

const reporters = ["--reporter=default", "--reporter=json"];
run("vitest", ["run", ...reporters, `--outputFile.json=${reports}/unit.json`]);
run("playwright", ["test", "--reporter=list,json"], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json`,
});

const suites = [...readVitest(`${reports}/unit.json`), ...readPlaywright(`${reports}/e2e.json`)];
// what a test machine must have: a skip for want of it would hide what it proves
const isWanting = (name: string): boolean =>
  !!process.env.CI && /needs (redis-server|nginx|firefox|curl)/i.test(name);
let isComplete = true;
console.log();
for (const { name, passed, failed, skipped } of suites) {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  const isEmpty = passed + failed === 0;
  if (isEmpty) console.log(`${name}: no test was run`);
  const wanting = skipped.filter(isWanting);
  for (const test of wanting) console.log(`${name}: skipped where it may not be: ${test}`);
  if (isEmpty || wanting.length > 0) isComplete = false;
}
const sum = (count: (suite: (typeof suites)[number]) => number): number =>
  suites.reduce((total, suite) => total + count(suite), 0);
const failed = sum((suite) => suite.failed);
const skipped = sum((suite) => suite.skipped.length);
console.log(
  `${sum((suite) => suite.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
);
process.exit(isComplete && failed === 0 ? 0 : 1);
