import { parseArgs } from "node:util";
import { ensureChromium } from "../scripts/chromium.ts";
import { run } from "../scripts/run.ts";
import { buildBefore } from "./compare/before.ts";
import { pageJobs } from "./compare/pageJobs.ts";
import { compareTable, isSlower } from "./compare/ratios.ts";
import { readingJobs } from "./compare/readingJobs.ts";
import type { Job } from "./experiments/experiment.ts";
import { type Entry, runRounds } from "./measure/rounds.ts";
import { buildPages } from "./site/pages.ts";
import { startServer } from "./site/start.ts";

const USAGE = `Usage: node bench/compare.ts --before <commit> [--rounds 15]

Measures reading and painting by this build and by the build of an older commit, in turns
(10 min). Where the ratio of the medians is over 1.05, twice as many rounds follow.`;

const { values } = parseArgs({
  options: { before: { type: "string" }, rounds: { type: "string", default: "15" } },
});
if (!values.before) {
  console.error(USAGE);
  process.exit(2);
}
const rounds = Number(values.rounds);

process.env.CHROMIUM_PATH = ensureChromium();
const build = ["run", "build", "--filter=@workflow-stream/bench^...", "--output-logs=errors-only"];
if (!run("turbo", build)) process.exit(1);
await buildPages();
const before = buildBefore(values.before);
const server = await startServer();

try {
  const jobs = [...(await readingJobs(before)), ...pageJobs(server.origin)];
  const entries = await runRounds(jobs, rounds, console.log);
  const slower = entries.filter((entry) => isSlower(entry, entries));
  const again = jobs.filter(({ contender, setting }) =>
    slower.some(
      (entry) => entry.contender.endsWith(nameOf(contender)) && entry.setting === setting,
    ),
  );
  const more = await runRounds(again, 2 * rounds, console.log);
  console.log(`\n${compareTable(before.commit, merged(jobs, entries, more))}`);
} finally {
  server.close();
}

/** What is measured, whichever build of it. */
function nameOf(contender: string): string {
  return contender.replace("before, ", "");
}

function merged(jobs: readonly Job[], ...all: (readonly Entry[])[]): Entry[] {
  return jobs.map(({ contender, setting }) => {
    const own = all
      .flat()
      .filter((entry) => entry.contender === contender && entry.setting === setting);
    return { contender, setting, samples: own.flatMap(({ samples }) => samples) };
  });
}
