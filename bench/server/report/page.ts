import { table } from "../../../scripts/markdownTables.ts";
import { DELTAS_PER_SECOND } from "../experiments/clockStreams.ts";
import { loadPage } from "../load/page.ts";
import type { Machine } from "../../measure/machine.ts";
import { round, size } from "../../report/format.ts";
import { millionPage } from "./million.ts";
import type { Results } from "./results.ts";

/** The results as a page. */
export function resultsPage(results: Results): string {
  return `# What the server costs

${provenance(results.machine)}

Server, reader and Redis share this one machine, so the rates are those of a server that has about one core to itself, less what the
others take from it. One process, no TLS, no proxy, limits off. Made by \`node bench/server/run.ts\`; the raw figures are in [results.json.gz](./results.json.gz).

${firstByte(results)}
${tokenRates(results)}
${saturation(results)}
${results.load ? loadPage(results, results.load) : ""}
${memory(results)}
${millionPage(results)}`;
}

function provenance({ date, commit, cpu, cores, memoryGb, system, versions }: Machine): string {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `Taken ${date} at ${commit} on ${cores} cores of ${cpu}, ${memoryGb} GB, ${system}; ${list.join(", ")}.`;
}

function firstByte({ firstByte }: Results): string {
  const rows = firstByte.map((one) => [
    one.store,
    round(one.bareMs),
    round(one.streamMs),
    round(one.streamMs - one.bareMs),
    `${round(one.bareP95Ms)} / ${round(one.streamP95Ms)}`,
  ]);
  const head = ["store", "Hono alone, ms", "a run, ms", "what it adds, ms", "95th percentile, ms"];
  return `## To the first byte

From sending the request to reading the first byte of text: a bare stream of Hono, and a run with token, Run-Key and server-sent events,
in turn in the same process. Medians.

${table(head, rows)}
`;
}

function tokenRates({ tokenRates }: Results): string {
  const rows = tokenRates.map((one) => [
    one.store,
    round(one.barePerSecond),
    round(one.issuedPerSecond),
    round(one.consumedPerSecond),
  ]);
  const head = ["store", "Hono alone, JSON", "tokens issued", "tokens spent on a run of one word"];
  return `## Requests a second

64 at once over kept-alive connections. Medians of interleaved rounds.

${table(head, rows)}
`;
}

function saturation({ saturation }: Results): string {
  const rows = saturation.flatMap(({ store, loads }) =>
    loads.map((load) => [
      store,
      round(load.streams),
      round(load.refused),
      `${round(load.arrived * 100)} %`,
      round(load.lateMs),
      round(load.lateP99Ms),
      round(load.serverCores),
      round(load.readerCores),
      round(load.redisCores),
      load.isBorne ? "yes" : "no",
    ]),
  );
  const head = [
    "store",
    "streams",
    "not begun",
    "arrived",
    "late, ms",
    "99th percentile",
    "server, cores",
    "reader",
    "Redis",
    "borne",
  ];
  return `## Streams at once, until it is too much

Each stream is a run of its own with ${DELTAS_PER_SECOND} deltas a second, as server-sent events. _Late_ is from where a delta is made to where it is read. A load is
borne when all have begun within 20 s, 98 % of what is due arrives, and 99 % of that within 500 ms.

${table(head, rows)}
`;
}

function memory({ memory, redisBytes }: Results): string {
  const held = memory.map((one) => [
    one.store,
    size(one.streamBytes),
    size(one.runBytes),
    size(one.keptRunBytes),
  ]);
  const stored = redisBytes.map((one) => [
    size(one.textBytes),
    size(one.keysBytes),
    size(one.usedBytes),
  ]);
  return `## Memory

Of the server process, heap and what it holds outside, for each of many:

${table(["store", "open stream", "running run", "kept run of 2 KB"], held)}

Of Redis, for each run that is kept: its two keys by \`MEMORY USAGE\`, and the growth of the used memory, with the tables that hold the keys.

${table(["text", "its keys", "used memory"], stored)}
`;
}
