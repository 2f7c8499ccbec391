import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureChromium } from "./chromium.ts";
import { run } from "./run.ts";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

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

run("vitest", [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${reports}/unit.json`,
]);
run("playwright", ["test", "--reporter=list,json"], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json`,
});

const suites: [string, Tally][] = [
  ["unit and browser tests", readVitest()],
  ["end-to-end tests", readPlaywright()],
];
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
let isComplete = true;
console.log();
for (const [name, { passed, failed, skipped }] of suites) {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (passed + failed === 0) {
    isComplete = false;
    console.log(`${name}: no test was run`);
  }
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(isComplete && total.failed === 0 ? 0 : 1);

/** Vitest's tally; a file that could not be run counts as a failure. */
function readVitest(): Tally {
  const report = readReport<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    success: boolean;
    testResults: { status: string; assertionResults: unknown[] }[];
  }>("unit.json");
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed || (report.success ? 0 : 1),
    skipped: report.numPendingTests,
  };
}

/** Playwright's tally; an error outside a test counts as a failure. */
function readPlaywright(): Tally {
  const report = readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  }>("e2e.json");
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

function readReport<T>(name: string): T | undefined {
  try {
    return JSON.parse(readFileSync(`${reports}/${name}`, "utf8")) as T;
  } catch {
    return undefined;
  }
}
