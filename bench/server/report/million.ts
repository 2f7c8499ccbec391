import { table } from "../../../scripts/markdownTables.ts";
import { deltasPerSecond } from "../experiments/clockStreams.ts";
import { round, size } from "../../report/format.ts";
import { ofStore, type Results } from "./results.ts";

const streams = 1_000_000;
const runSeconds = 30;
const keptSeconds = 600;
const busyShare = 0.6;
const redisNodeBytes = 32 * 2 ** 30;
const connectionsPerProcess = 2;

/** What a million streams at once would take, by the figures, with the arithmetic. */
export function millionPage(results: Results): string {
  const { loads } = ofStore(results.saturation, "Redis");
  const load = loads.findLast(({ isBorne }) => isBorne);
  const text = results.redisBytes.findLast(({ textBytes }) => textBytes > 0);
  if (!load || !text) throw new Error("no load was borne, or no run was weighed");
  const rates = ofStore(results.tokenRates, "Redis");
  const held = ofStore(results.memory, "Redis");
  const ofText = nearest(results, deltasPerSecond * runSeconds * 4);

  const startsPerSecond = streams / runSeconds;
  const coresPerStream = load.serverCores / load.streams;
  const coreSecondsPerStart = 1 / rates.issuedPerSecond + 1 / rates.consumedPerSecond;
  const streamCores = streams * coresPerStream;
  const startCores = startsPerSecond * coreSecondsPerStart;
  const processes = Math.ceil((streamCores + startCores) / busyShare);
  const bytesPerStream = held.streamBytes + held.runBytes;
  const keptRuns = startsPerSecond * keptSeconds;
  const redisBytes = (streams + keptRuns) * ofText.usedBytes;
  const redisStreamCores = (streams * load.redisCores) / load.streams;
  const redisStartCores = (startsPerSecond * rates.redisMsPerRun) / 1000;
  const redisCores = (redisStreamCores + redisStartCores) / busyShare;
  const shards = Math.max(Math.ceil(redisCores), Math.ceil(redisBytes / redisNodeBytes));

  const rows = [
    ["runs begun", `${round(streams)} ÷ ${runSeconds} s`, `${round(startsPerSecond)}/s`],
    [
      "cores for the streams",
      `${round(streams)} × ${round(load.serverCores)} ÷ ${round(load.streams)}`,
      round(streamCores),
    ],
    [
      "cores for the starts",
      `${round(startsPerSecond)} × (1 ÷ ${round(rates.issuedPerSecond)} + 1 ÷ ${round(rates.consumedPerSecond)})`,
      round(startCores),
    ],
    [
      `server processes, each ${busyShare * 100} % of a core`,
      `(${round(streamCores)} + ${round(startCores)}) ÷ ${busyShare}`,
      round(processes, 4),
    ],
    [
      "streams of a process",
      `${round(streams)} ÷ ${round(processes, 4)}`,
      round(streams / processes),
    ],
    [
      "heap of a process",
      `${round(streams / processes)} × (${size(held.streamBytes)} + ${size(held.runBytes)})`,
      size((streams / processes) * bytesPerStream),
    ],
    [
      "runs in Redis",
      `${round(streams)} running + ${round(startsPerSecond)}/s × ${keptSeconds} s kept`,
      round(streams + keptRuns),
    ],
    [
      "Redis memory",
      `${round(streams + keptRuns)} × ${size(ofText.usedBytes)} (a text of ${size(ofText.textBytes)})`,
      size(redisBytes),
    ],
    [
      "Redis cores",
      `(${round(streams)} × ${round(load.redisCores)} ÷ ${round(load.streams)} + ${round(startsPerSecond)} × ${round(rates.redisMsPerRun)} ms) ÷ ${busyShare}`,
      round(redisCores),
    ],
    [
      "Redis primaries",
      `the larger of ${round(Math.ceil(redisCores))} cores and ${size(redisBytes)} ÷ ${size(redisNodeBytes)}`,
      round(shards, 4),
    ],
    [
      "Redis connections",
      `${round(processes, 4)} × ${connectionsPerProcess}; on a cluster, one of them to each primary`,
      round(processes * connectionsPerProcess, 4),
    ],
    [
      "network to clients",
      `${round(streams)} × ${size(load.streamBytesPerSecond)}/s`,
      `${size(streams * load.streamBytesPerSecond)}/s`,
    ],
    [
      "network to Redis",
      `${round(streams)} × ${size(load.redisBytesPerSecond)}/s`,
      `${size(streams * load.redisBytesPerSecond)}/s`,
    ],
  ];
  return `## A million streams at once

Not measured: the figures above, multiplied. A stream is taken to be a run of its own with ${deltasPerSecond} deltas a second for ${runSeconds} s, a text of about
${size(ofText.textBytes)}, kept for ${keptSeconds / 60} min after its end.

${table(["", "arithmetic", ""], rows)}

What this says: the nodes are many but dull, since a process holds no state that another needs. Redis is what has to be planned: it must be a
cluster, and most of its memory is runs that have ended. \`keepEndedMs\` is the lever: kept for one minute instead of ten, the runs take
${size((streams + startsPerSecond * 60) * ofText.usedBytes)}. What it leaves out: the proxies in front, TLS, and above all the models.
`;
}

function nearest({ redisBytes }: Results, textBytes: number): Results["redisBytes"][number] {
  const distance = (one: { textBytes: number }): number => Math.abs(one.textBytes - textBytes);
  return redisBytes.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
