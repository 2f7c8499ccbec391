import { table } from "../../../scripts/markdownTables.ts";
import { DELTAS_PER_SECOND } from "../experiments/clockStreams.ts";
import { round, size } from "../../report/format.ts";
import { ofStore, type Results } from "./results.ts";

const STREAMS = 1_000_000;
const RUN_SECONDS = 30;
const KEPT_SECONDS = 600;
const BUSY_SHARE = 0.6;
const REDIS_NODE_BYTES = 32 * 2 ** 30;
const CONNECTIONS_PER_PROCESS = 2;

/** What a million streams at once would take, by the figures, with the arithmetic. */
export function millionPage(results: Results): string {
  const { loads } = ofStore(results.saturation, "Redis");
  const load = loads.findLast(({ isBorne }) => isBorne);
  const text = results.redisBytes.findLast(({ textBytes }) => textBytes > 0);
  if (!load || !text) throw new Error("no load was borne, or no run was weighed");
  const rates = ofStore(results.tokenRates, "Redis");
  const held = ofStore(results.memory, "Redis");
  const ofText = nearest(results, DELTAS_PER_SECOND * RUN_SECONDS * 4);

  const startsPerSecond = STREAMS / RUN_SECONDS;
  const coresPerStream = load.serverCores / load.streams;
  const coreSecondsPerStart = 1 / rates.issuedPerSecond + 1 / rates.consumedPerSecond;
  const streamCores = STREAMS * coresPerStream;
  const startCores = startsPerSecond * coreSecondsPerStart;
  const processes = Math.ceil((streamCores + startCores) / BUSY_SHARE);
  const bytesPerStream = held.streamBytes + held.runBytes;
  const keptRuns = startsPerSecond * KEPT_SECONDS;
  const redisBytes = (STREAMS + keptRuns) * ofText.usedBytes;
  const redisStreamCores = (STREAMS * load.redisCores) / load.streams;
  const redisStartCores = (startsPerSecond * rates.redisMsPerRun) / 1000;
  const redisCores = (redisStreamCores + redisStartCores) / BUSY_SHARE;
  const shards = Math.max(Math.ceil(redisCores), Math.ceil(redisBytes / REDIS_NODE_BYTES));

  const rows = [
    ["runs begun", `${round(STREAMS)} ÷ ${RUN_SECONDS} s`, `${round(startsPerSecond)}/s`],
    [
      "cores for the streams",
      `${round(STREAMS)} × ${round(load.serverCores)} ÷ ${round(load.streams)}`,
      round(streamCores),
    ],
    [
      "cores for the starts",
      `${round(startsPerSecond)} × (1 ÷ ${round(rates.issuedPerSecond)} + 1 ÷ ${round(rates.consumedPerSecond)})`,
      round(startCores),
    ],
    [
      `server processes, each ${BUSY_SHARE * 100} % of a core`,
      `(${round(streamCores)} + ${round(startCores)}) ÷ ${BUSY_SHARE}`,
      round(processes, 4),
    ],
    [
      "streams of a process",
      `${round(STREAMS)} ÷ ${round(processes, 4)}`,
      round(STREAMS / processes),
    ],
    [
      "heap of a process",
      `${round(STREAMS / processes)} × (${size(held.streamBytes)} + ${size(held.runBytes)})`,
      size((STREAMS / processes) * bytesPerStream),
    ],
    [
      "runs in Redis",
      `${round(STREAMS)} running + ${round(startsPerSecond)}/s × ${KEPT_SECONDS} s kept`,
      round(STREAMS + keptRuns),
    ],
    [
      "Redis memory",
      `${round(STREAMS + keptRuns)} × ${size(ofText.usedBytes)} (a text of ${size(ofText.textBytes)})`,
      size(redisBytes),
    ],
    [
      "Redis cores",
      `(${round(STREAMS)} × ${round(load.redisCores)} ÷ ${round(load.streams)} + ${round(startsPerSecond)} × ${round(rates.redisMsPerRun)} ms) ÷ ${BUSY_SHARE}`,
      round(redisCores),
    ],
    [
      "Redis primaries",
      `the larger of ${round(Math.ceil(redisCores))} cores and ${size(redisBytes)} ÷ ${size(REDIS_NODE_BYTES)}`,
      round(shards, 4),
    ],
    [
      "Redis connections",
      `${round(processes, 4)} × ${CONNECTIONS_PER_PROCESS}; on a cluster, one of them to each primary`,
      round(processes * CONNECTIONS_PER_PROCESS, 4),
    ],
    [
      "network to clients",
      `${round(STREAMS)} × ${size(load.streamBytesPerSecond)}/s`,
      `${size(STREAMS * load.streamBytesPerSecond)}/s`,
    ],
    [
      "network to Redis",
      `${round(STREAMS)} × ${size(load.redisBytesPerSecond)}/s`,
      `${size(STREAMS * load.redisBytesPerSecond)}/s`,
    ],
  ];
  return `## A million streams at once

Not measured: the figures above, multiplied. A stream is taken to be a run of its own with ${DELTAS_PER_SECOND} deltas a second for ${RUN_SECONDS} s, a text of about
${size(ofText.textBytes)}, kept for ${KEPT_SECONDS / 60} min after its end.

${table(["", "arithmetic", ""], rows)}

What this says: the nodes are many but dull, since a process holds no state that another needs. Redis is what has to be planned: it must be a
cluster, and most of its memory is runs that have ended. \`keepEndedMs\` is the lever: kept for one minute instead of ten, the runs take
${size((STREAMS + startsPerSecond * 60) * ofText.usedBytes)}. What it leaves out: the proxies in front, TLS, and above all the models.
`;
}

function nearest({ redisBytes }: Results, textBytes: number): Results["redisBytes"][number] {
  const distance = (one: { textBytes: number }): number => Math.abs(one.textBytes - textBytes);
  return redisBytes.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
