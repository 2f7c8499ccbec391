import { parseArgs } from "node:util";
import { cutRuns } from "./cutRuns.ts";
import { idleReaders, idleRuns } from "./idleStreams.ts";
import { mixedLoad } from "./mixedLoad.ts";
import { print, type Findings } from "./report.ts";

const usage = `Usage: pnpm soak [--streams N] [--runs N] [--minutes N] [--seed N]

  --streams  idle streams held open in one process (10000; 0: leave this out)
  --runs     runs whose connections are cut at random (500; 0: leave this out)
  --minutes  length of the mixed load (2; 0: leave this out; an hour is a good soak)
  --seed     of everything random (the time of day)`;

const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "10000" },
    runs: { type: "string", default: "500" },
    minutes: { type: "string", default: "2" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    help: { type: "boolean", default: false },
  },
});

const [streams, runs, minutes, seed] = [
  values.streams,
  values.runs,
  values.minutes,
  values.seed,
].map(Number) as [number, number, number, number];
if (values.help || [streams, runs, minutes, seed].some((value) => !(value >= 0))) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const parts: (() => Promise<Findings>)[] = [
  ...(streams > 0 ? [() => idleReaders(streams), () => idleRuns(streams)] : []),
  ...(runs > 0 ? [() => cutRuns(runs, seed)] : []),
  ...(minutes > 0 ? [() => mixedLoad(minutes, seed)] : []),
];

let losses = 0;
for (const part of parts) {
  try {
    const findings = await part();
    print(findings);
    losses += findings.losses.length;
  } catch (error) {
    console.error(`\nThe soak could not go on: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
console.log(losses === 0 ? "\nNothing was lost." : `\n${losses} losses.`);
process.exitCode = losses === 0 ? 0 : 1;
