import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../scripts/run.ts";
import { readKept, writeKept } from "../results.ts";
import { firstByte } from "./experiments/firstByte.ts";
import { redisBytes } from "./experiments/redisBytes.ts";
import { runMemory } from "./experiments/runMemory.ts";
import { saturation } from "./experiments/saturation.ts";
import { tokenRates } from "./experiments/tokenRates.ts";
import { serverMachine } from "./kit/serverMachine.ts";
import { underLoad, type LoadFigures } from "./load/load.ts";
import { resultsPage } from "./report/page.ts";
import type { Results } from "./report/results.ts";

const USAGE = `Usage: node bench/server/run.ts [load --before <commit>] [--quick]

Measures what the server costs (4 min), or, with "load", how new users fare while streams
flow, beside the build of an older commit (5 min). The figures of the other are kept.

  --before  the commit, from before the work whose effect is to be seen
  --quick   a smoke: its figures are printed and not kept`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    before: { type: "string" },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const { before, quick, help } = values;
const isLoad = positionals[0] === "load";
if (
  help ||
  positionals.length > 1 ||
  (positionals.length === 1 && !isLoad) ||
  isLoad !== !!before
) {
  console.log(USAGE);
  process.exit(help ? 0 : 2);
}

const file = join(import.meta.dirname, "results.json.gz");
const kept = readKept<Results>(file);
const results: Results = before
  ? { ...kept, load: await load(before) }
  : { ...(await costs()), load: kept.load };

const page = resultsPage(results);
if (quick) console.log(page);
else {
  writeKept(file, results);
  const path = join(import.meta.dirname, "RESULTS.md");
  writeFileSync(path, page);
  run("oxfmt", [path]);
}

function load(revision: string): Promise<LoadFigures> {
  const size = quick ? { streams: 100, watchMs: 2_000 } : { streams: 1_000, watchMs: 12_000 };
  return told("new users while streams flow", () => underLoad(revision, size));
}

async function costs(): Promise<Results> {
  const steps = [250, 500, 750, 1_000, 1_500, 2_000, 3_000];
  return {
    machine: await serverMachine(),
    firstByte: await told("to the first byte", () => firstByte(quick ? 50 : 600)),
    tokenRates: await told("requests a second", () =>
      tokenRates(quick ? 1 : 5, quick ? 300 : 2_000),
    ),
    saturation: await told("streams at once", () =>
      saturation(quick ? [50, 100] : steps, quick ? 2 : 6),
    ),
    memory: await told("memory of the server", () => runMemory(quick ? 100 : 1_000)),
    redisBytes: await told("memory of Redis", () =>
      redisBytes(quick ? [0, 1_500] : [0, 250, 1_500, 6_000, 24_000], quick ? 20 : 300),
    ),
  };
}

/** Says what is measured while it is. */
async function told<Figures>(what: string, measure: () => Promise<Figures>): Promise<Figures> {
  console.log(what);
  return measure();
}
