import { runBeside } from "../run.ts";
import type { Engine } from "./find.ts";

/** The vitest projects that the gate plays in every engine: core, and the newest version of each framework. */
const NEWEST = ["core-browser", "vue", "svelte", "solid-2", "react"];

/** Not played anywhere but in Chromium, by the gate: what the clients of others do with our server. */
const OTHER_CLIENTS = "!*(interop-browser)*";

/** The folders whose suites the gate plays in every engine. */
export const NEWEST_FOLDERS = ["core", "vue", "svelte", "solid-2", "react"].map(
  (name) => `packages/${name}`,
);

/** Runs browser tests in an engine: those of the gate, or those of every project; writes a report of vitest's. Whether all passed. */
export function runSuites(
  engine: Engine,
  { isWhole, report, args = [] }: { isWhole: boolean; report: string; args?: string[] },
): Promise<boolean> {
  // vitest adds to the name of a project that of its browser
  const names = isWhole
    ? [`*(${engine})`, OTHER_CLIENTS]
    : NEWEST.map((name) => `*(${name}) (${engine})`);
  const projects = names.map((name) => `--project=${name}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return runBeside("vitest", ["run", ...reporters, ...args, ...projects], {
    env: { ENGINE: engine },
  });
}
