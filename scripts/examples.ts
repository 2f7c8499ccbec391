import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./chromium.ts";
import { exampleApps } from "./examples/apps.ts";
import { installExample } from "./examples/install.ts";
import { packPackages } from "./pack.ts";
import { run } from "./run.ts";

// packs the packages, installs the examples outside the workspace, as whoever copies one does, builds, serves and drives them;
// without names, all of them
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(exampleApps);
for (const name of names) if (!exampleApps[name]) throw new Error(`There is no example ${name}`);

process.env.CHROMIUM_PATH = ensureChromium();
const root = realpathSync(mkdtempSync(join(tmpdir(), "examples-")));
let isRight = false;
try {
  const imported = names.flatMap((name) => [
    ...exampleApps[name]!.imports,
    ...(exampleApps[name]!.loads ?? []),
  ]);
  const tarballs = packPackages(
    imported.map((name) => name.split("/")[1]!),
    root,
  );
  for (const name of names) installExample(name, join(root, name), tarballs);
  const projects = ["lines", ...names].map((name) => `--project=${name}`);
  const reporter = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? "list,json" : "list";
  isRight = run(
    "playwright",
    [
      "test",
      "--config=scripts/examples/playwright.config.ts",
      `--reporter=${reporter}`,
      ...projects,
    ],
    { env: { EXAMPLES_ROOT: root } },
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exit(isRight ? 0 : 1);
