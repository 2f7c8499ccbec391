// Plays every browser test in every engine, and writes what came of it to docs/parity.md.
import { mkdirSync, rmSync } from "node:fs";
import { ensureChromium } from "./chromium.ts";
import { ENGINE_NAMES, ENGINES, packagesMissing } from "./engines/find.ts";
import { runSuites } from "./engines/suites.ts";
import { matrixReport, MATRIX_FOLDER, writeParity } from "./parity.ts";
import { run } from "./run.ts";

for (const engine of ENGINES) {
  const missing = packagesMissing(engine);
  if (!missing) continue;
  console.error(`There is no ${ENGINE_NAMES[engine]} here: install ${missing}.`);
  process.exit(1);
}
process.env.CHROMIUM_PATH = ensureChromium();
if (!run("pnpm", ["run", "build"])) process.exit(1);
rmSync(MATRIX_FOLDER, { recursive: true, force: true });
mkdirSync(MATRIX_FOLDER, { recursive: true });

let isPassed = true;
for (const engine of ENGINES)
  isPassed = (await runSuites(engine, { isWhole: true, report: matrixReport(engine) })) && isPassed;
process.exit(writeParity() && isPassed ? 0 : 1);
