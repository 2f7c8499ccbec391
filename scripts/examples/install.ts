import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "../run.ts";
import { exampleApps, type ExampleApp } from "./apps.ts";

/** How long a run of an example goes on without a reader in the tests, in ms. */
const DETACHED_GRACE_MS = 1000;

interface Manifest {
  dependencies: Record<string, string>;
  [field: string]: unknown;
}

/**
 * Copies an example out of the project, with the pages of its tests, and installs it with pnpm, whose layout lets it import nothing
 * but what it names.
 * @param tarballs our packages as they are published, by the names of their folders.
 */
export function installExample(
  name: string,
  folder: string,
  tarballs: ReadonlyMap<string, string>,
): void {
  cpSync(resolve("examples", name), folder, { recursive: true });
  const { page } = exampleApps[name]!;
  if (page) renameSync(join(folder, page.from), join(folder, page.to));
  const pages = resolve("scripts/examples/pages", name);
  if (existsSync(pages)) cpSync(pages, folder, { recursive: true });
  shortenGrace(folder, exampleApps[name]!);
  const ours = new Map(
    [...tarballs].map(([name, file]) => [`@workflow-stream/${name}`, `file:${file}`]),
  );
  const manifest = join(folder, "package.json");
  const content = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  for (const dependency of Object.keys(content.dependencies))
    content.dependencies[dependency] = ours.get(dependency) ?? content.dependencies[dependency]!;
  writeFileSync(manifest, JSON.stringify(content));
  const overrides = [...ours].map(([name, file]) => `  "${name}": ${file}\n`).join("");
  writeFileSync(join(folder, "pnpm-workspace.yaml"), `overrides:\n${overrides}${SETTINGS}`);
  // where CI is set, pnpm would want a lock file
  const install = ["install", "--prefer-offline", "--no-frozen-lockfile", "--reporter=append-only"];
  if (!run("pnpm", install, { cwd: folder })) throw new Error(`${name} could not be installed`);
}

/** No package of an example needs its install script to run. */
const SETTINGS = "ignoreScripts: true\nstrictDepBuilds: false\nverifyDepsBeforeRun: false\n";

function shortenGrace(folder: string, { options }: ExampleApp): void {
  if (!options) return;
  const file = join(folder, options.file);
  const content = readFileSync(file, "utf8");
  const changed = content.replace(
    options.behind,
    () => `${options.behind}detachedGraceMs: ${DETACHED_GRACE_MS}, `,
  );
  if (changed === content) throw new Error(`${file} does not say "${options.behind}"`);
  writeFileSync(file, changed);
}
