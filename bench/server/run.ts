import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { firstByte } from "./experiments/firstByte.ts";
import { redisBytes } from "./experiments/redisBytes.ts";
import { runMemory } from "./experiments/runMemory.ts";
import { saturation } from "./experiments/saturation.ts";
import { tokenRates } from "./experiments/tokenRates.ts";
import { thisMachine } from "./report/machine.ts";
import { resultsPage } from "./report/page.ts";
import type { Results } from "./report/results.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const { quick } = values;

/** Says what is measured while it is. */
async function told<Figures>(what: string, measure: () => Promise<Figures>): Promise<Figures> {
  console.log(what);
  return measure();
}

const steps = [250, 500, 750, 1_000, 1_500, 2_000, 3_000];
const results: Results = {
  machine: await thisMachine(),
  firstByte: await told("to the first byte", () => firstByte(quick ? 50 : 600)),
  tokenRates: await told("requests a second", () => tokenRates(quick ? 1 : 5, quick ? 300 : 2_000)),
  saturation: await told("streams at once", () =>
    saturation(quick ? [50, 100] : steps, quick ? 2 : 6),
  ),
  memory: await told("memory of the server", () => runMemory(quick ? 100 : 1_000)),
  redisBytes: await told("memory of Redis", () =>
    redisBytes(quick ? [0, 1_500] : [0, 250, 1_500, 6_000, 24_000], quick ? 20 : 300),
  ),
};

const page = resultsPage(results);
if (quick) console.log(page);
else {
  writeFileSync(new URL("results.json", import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL("RESULTS.md", import.meta.url), page);
}
