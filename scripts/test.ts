import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { ensureChromium } from "./chromium.ts";
import { ENGINE_NAMES, ENGINES, packagesMissing } from "./engines/find.ts";
import { NEWEST_FOLDERS, runSuites } from "./engines/suites.ts";
import { run } from "./run.ts";
import { readPlaywright, readVitest, testFolders } from "./tally.ts";

const reports = resolve(".scratch/reports");

/** On a test machine a test that fails is tried once more, and named at the end: real browsers and real clocks lose a race at times. */
const SECOND_TRY = process.env.CI ? ["--retry=1"] : [];

function fail(message: string): never {
  console.error(`\n${message}`);
  process.exit(1);
}

try {
  process.env.CHROMIUM_PATH = ensureChromium();
} catch (error) {
  fail((error as Error).message);
}
// played in Chromium by the suites themselves
const others = ENGINES.filter((engine) => engine !== "chromium");
const absent = others.filter((engine) => packagesMissing(engine));
const present = others.filter((engine) => !packagesMissing(engine));
const sayAbsent = (): void => {
  for (const engine of absent)
    console.log(`${ENGINE_NAMES[engine]}: skipped, needs ${packagesMissing(engine)}`);
};
sayAbsent();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const isBuilt = run("pnpm", ["run", "check"]);
if (!isBuilt) fail("The build, the types or a check failed: see above. No test was run.");

const vitest = (report: string, args: string[], cwd?: string): boolean =>
  run(
    "vitest",
    [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reports}/${report}`,
      ...SECOND_TRY,
      ...args,
    ],
    cwd ? { cwd } : {},
  );
// in its own folder: only there does vitest measure coverage, and fail below its thresholds
const isCovered = vitest("core.json", ["--coverage"], "packages/core");
vitest("unit.json", ["--project", "!@workflow-stream/core"]);
// side by side: each waits for its browser much of its time
await Promise.all(
  present.map((engine) =>
    runSuites(engine, {
      isWhole: false,
      report: `${reports}/${engine}.json`,
      args: SECOND_TRY,
    }),
  ),
);
run("playwright", ["test", "--reporter=list,json"], {
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json` },
});
// the quickest of the examples; `pnpm examples` plays all
const example = "vite";
run("node", ["scripts/examples.ts", example], {
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/examples.json` },
});

const suites = [
  ...readVitest([`${reports}/core.json`, `${reports}/unit.json`], testFolders()),
  ...present.flatMap((engine) =>
    readVitest([`${reports}/${engine}.json`], NEWEST_FOLDERS, `in ${ENGINE_NAMES[engine]}`),
  ),
  ...readPlaywright(`${reports}/e2e.json`),
  ...readPlaywright(`${reports}/examples.json`, "examples", ["lines", example]),
];
// what a test machine must have: a skip for want of it would hide what it proves
const isWanting = (name: string): boolean =>
  !!process.env.CI && /needs (redis-server|nginx|firefox|webkit|curl)/i.test(name);
let isComplete = isCovered && !(process.env.CI && absent.length > 0);
console.log();
sayAbsent();
for (const { name, passed, failed, skipped, failures, unsteady } of suites) {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  for (const test of failures) console.log(`${name}: failed: ${test}`);
  for (const test of unsteady) console.log(`${name}: passed at the second try: ${test}`);
  const isEmpty = passed + failed === 0;
  if (isEmpty) console.log(`${name}: no test was run`);
  const wanting = skipped.filter(isWanting);
  for (const test of wanting) console.log(`${name}: skipped where it may not be: ${test}`);
  if (isEmpty || wanting.length > 0) isComplete = false;
}
if (!isCovered) console.log("packages/core: a test failed, or too little is covered: see above");
const sum = (count: (suite: (typeof suites)[number]) => number): number =>
  suites.reduce((total, suite) => total + count(suite), 0);
const failed = sum((suite) => suite.failed);
const skipped = sum((suite) => suite.skipped.length);
console.log(
  `${sum((suite) => suite.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
);
process.exit(isComplete && failed === 0 ? 0 : 1);
