import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureChromium } from "../scripts/chromium.ts";
import { run } from "../scripts/run.ts";
import { everyone } from "./contenders.ts";
import type { Job } from "./experiments/experiment.ts";
import { experiments } from "./experiments/index.ts";
import { pageMachine } from "./measure/pageMachine.ts";
import { type Entry, runRounds } from "./measure/rounds.ts";
import { writeReport } from "./report/report.ts";
import { mergeEntries, pathOf, readResult, resultsFolder, writeKept } from "./results.ts";
import { buildPages } from "./site/pages.ts";
import { startServer } from "./site/start.ts";

const USAGE = `Usage: node bench/run.ts [experiment…] [--ours] [--only pattern] [--rounds n] [--built]
       node bench/run.ts --quick | --write

Measures, and writes bench/RESULTS.md and the figures of the READMEs. What is left out is kept,
with its date.

  --ours    ours and the limits alone: what others cost does not change with our code
  --only    what matches, as "contender, setting"
  --rounds  how often at most
  --built   the packages are taken as they were built last
  --quick   a smoke of everything: its figures are not kept
  --write   measures nothing, and writes what is kept

Experiments: ${experiments.map(({ name }) => name).join(", ")}.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ours: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "" },
    built: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const isKnown = (name: string): boolean => experiments.some((one) => one.name === name);
if (values.help || !positionals.every(isKnown)) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
if (values.write) {
  writeReport();
  process.exit();
}
const isQuick = values.quick;
const only = new RegExp(values.only);

/** Of the usual forty lines and the libraries, one of each is enough to see that all works. */
const SMOKE = new Set(["usual/vue", "ai-sdk/vue"]);
const SMOKED_GROUPS = new Set(["usual", "ai-sdk", "tanstack"]);

function isWanted({ contender, setting }: Job): boolean {
  if (!only.test(`${contender}, ${setting}`)) return false;
  const [group = ""] = contender.split("/");
  if (isQuick && SMOKED_GROUPS.has(group)) return SMOKE.has(contender);
  const kind = everyone.find(({ id }) => id === contender)?.kind;
  return !values.ours || (kind !== "peer" && kind !== "usual");
}

/** Whether a run of ours failed, or ended with a wrong text. */
function isWrong({ contender, samples, failure }: Entry): boolean {
  return (
    contender.startsWith("ours") &&
    (failure !== undefined || samples.some(({ mismatch }) => mismatch))
  );
}

process.env.CHROMIUM_PATH = ensureChromium();
const build = ["run", "build", "--filter=./packages/*", "--output-logs=errors-only"];
if (!values.built && !run("turbo", build)) process.exit(1);
await buildPages();

const machine = pageMachine();
const server = await startServer();
const folder = isQuick ? join(tmpdir(), "workflow-stream-bench") : resultsFolder;
let wrong = 0;
try {
  for (const { name, rounds = 5, limitMs, jobs } of experiments) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`\n${name}`);
    const all = jobs({ origin: server.origin, isQuick });
    const most = isQuick ? 1 : Math.min(rounds, Number(values.rounds || rounds));
    const entries = await runRounds(all.filter(isWanted), most, console.log, limitMs);
    const measured = entries.map((entry) => ({ ...entry, machine }));
    writeKept(pathOf(folder, name), mergeEntries(readResult(folder, name), measured, all));
    wrong += measured.filter(isWrong).length;
  }
} finally {
  server.close();
}
if (!isQuick) writeReport();
if (wrong > 0) {
  console.error(`${wrong} of our runs failed or ended with a wrong text: see above.`);
  process.exit(1);
}
