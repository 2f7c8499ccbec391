import { table } from "../../../scripts/markdownTables.ts";
import { DELTAS_PER_SECOND } from "../experiments/clockStreams.ts";
import { round } from "../../report/format.ts";
import type { Results } from "../report/results.ts";
import type { LoadFigures, UnderLoad } from "./load.ts";
import { VISITS_PER_SECOND } from "./visits.ts";
import { workersPage } from "./workersPage.ts";

/** What is wanted of one process with a thousand streams, and of two workers with two thousand. */
const GOALS: readonly Goal[] = [
  { of: "first text, median", mostMs: 50, found: ({ visits }) => visits.firstText.p50Ms },
  { of: "first text, longest", mostMs: 1_000, found: ({ visits }) => visits.firstText.maxMs },
  { of: "token, 99th percentile", mostMs: 100, found: ({ visits }) => visits.token.p99Ms },
  { of: "event-loop delay, 99th percentile", mostMs: 20, found: (one) => one.loopDelayP99Ms },
];

interface Goal {
  readonly of: string;
  readonly mostMs: number;
  readonly found: (figures: UnderLoad) => number;
}

/** New users while streams flow, before and now, the goals, and what workers bring. */
export function loadPage(results: Results, { machine, before, cases }: LoadFigures): string {
  const head = [
    "store",
    "streams",
    "build",
    "processes",
    "opened in, s",
    "first text, ms: median",
    "99 %",
    "longest",
    "token, ms: median",
    "99 %",
    "refused",
    "event loop, 99 %",
    "longest",
    "deltas arrived",
    "cores",
    "machine busy",
  ];
  const rows = cases.map((one) => [
    one.store,
    round(one.streams),
    one.build,
    String(one.workers),
    round(one.openedMs / 1_000),
    round(one.visits.firstText.p50Ms),
    round(one.visits.firstText.p99Ms),
    round(one.visits.firstText.maxMs),
    round(one.visits.token.p50Ms),
    round(one.visits.token.p99Ms),
    round(one.refused + one.visits.refused),
    round(one.loopDelayP99Ms),
    round(one.loopDelayMaxMs),
    `${round(one.arrived * 100)} %`,
    round(one.cores),
    `${round(one.machineBusy * 100, 2)} %`,
  ]);
  return `## New users while streams flow

So many streams are open, each a run of its own with ${DELTAS_PER_SECOND} deltas a second, and ${VISITS_PER_SECOND} new users a second come over new connections: each asks for a token,
then starts a run. _First text_ is from its connection to the first byte of text. _Before_ is the build of ${before}, in the same run of the bench. Opened
64 at once; refused is what was not begun within 20 s, or answered with an error. Taken ${machine.date} at ${machine.commit} on node ${machine.versions["node"]}, by the command itself
(\`workflow-stream serve\`), which shares ${machine.cores} cores with its clients${cases.some(({ store }) => store === "Redis") ? " and Redis" : ""}.

${table(head, rows)}

${goalsTable(cases.filter(({ build }) => build === "now"))}

**Watch the time from connection to first byte, and the event-loop delay; not the CPU.** Streams that flow hide what new users meet: their deltas come on
time while connections wait to be accepted. The CPU says as little: a process near a whole core whose turns take 5 ms answers a new user at once,
and one whose turns take 100 ms lets each of them wait for several.

**What holds it.** Where the machine is busy to 100 %, it is the cores, which server, clients and Redis want at the same time. Of the server's own time, half is the
kernel's \`writev\`: one for each delta of each stream, as no delta waits for the next. The rest is spread over the platform's streams, the encoding,
the collector and the run itself, none of it above a twentieth (\`--cpu-prof\`, 500 streams on memory).

${workersPage(results, cases)}`;
}

function goalsTable(cases: readonly UnderLoad[]): string {
  const head = [
    "goal",
    "at most",
    ...cases.map(({ store, streams }) => `${store}, ${round(streams)}`),
  ];
  // What was never reached is no number, in JSON too.
  const verdict = (found: number, most: number): string =>
    `${round(found)} ms, ${Number.isFinite(found) && found <= most ? "met" : "missed"}`;
  const rows = GOALS.map(({ of, mostMs, found }) => [
    of,
    `${round(mostMs)} ms`,
    ...cases.map((one) => verdict(found(one), mostMs)),
  ]);
  const refused = cases.map(({ refused, visits }) => refused + visits.refused);
  const nothing = refused.map((count) => `${round(count)}, ${count === 0 ? "met" : "missed"}`);
  return table(head, [...rows, ["refused", "0", ...nothing]]);
}
