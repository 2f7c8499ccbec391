import { tmpdir } from "node:os";
import { ensureChromium } from "../scripts/chromium.ts";
import { run } from "../scripts/run.ts";
import { experiments } from "./experiments/index.ts";
import { environment } from "./measure/environment.ts";
import { runRounds } from "./measure/rounds.ts";
import { writeReport } from "./report/write.ts";
import { mergeEntries, readResult, resultsFolder, writeResult } from "./results.ts";
import { buildPages } from "./site/pages.ts";
import { startServer } from "./site/start.ts";

// node bench/run.ts [experiment…] [--quick] [--built] [--only=pattern] [--rounds=n]
const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
// a smoke of everything: its figures are not kept
const isQuick = process.argv.includes("--quick");
// the packages are taken as they were built last
const isBuilt = process.argv.includes("--built");
const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
// measures again what matches, as "contender, setting"; the rest is kept
const only = new RegExp(option("only") ?? "");
const known = experiments.map(({ name }) => name);
const unknown = names.find((name) => !known.includes(name));
if (unknown) {
  console.error(`No experiment is called ${unknown}. There are: ${known.join(", ")}.`);
  process.exit(1);
}

/** Of the usual forty lines and the libraries, one of each is enough to see that all works. */
function isInSmoke(contender: string): boolean {
  return !/^(usual|ai-sdk|tanstack)\//.test(contender) || /^(usual|ai-sdk)\/vue/.test(contender);
}

process.env.CHROMIUM_PATH = ensureChromium();
const build = ["run", "build", "--filter=@workflow-stream/bench^...", "--output-logs=errors-only"];
if (!isBuilt && !run("turbo", build)) process.exit(1);
await buildPages();

const server = await startServer();
const folder = isQuick ? `${tmpdir()}/workflow-stream-bench` : resultsFolder;
let wrong = 0;
try {
  for (const { name, rounds = 5, jobs } of experiments) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}`);
    const all = jobs({ origin: server.origin, isQuick });
    const wanted = all.filter(
      ({ contender, setting }) =>
        only.test(`${contender}, ${setting}`) && (!isQuick || isInSmoke(contender)),
    );
    const times = isQuick ? 1 : Number(option("rounds") ?? rounds);
    const measured = await runRounds(wanted, times, console.log);
    const entries = mergeEntries(readResult(folder, name)?.entries ?? [], measured, all);
    writeResult(folder, { experiment: name, environment: environment(), entries });
    wrong += measured.filter(
      ({ contender, samples, failure }) =>
        contender.startsWith("ours") && (failure || samples.some(({ mismatch }) => mismatch)),
    ).length;
  }
} finally {
  server.close();
}
if (!isQuick) writeReport();
if (wrong > 0) {
  console.error(`${wrong} of our runs failed or ended with a wrong text: see above.`);
  process.exit(1);
}
