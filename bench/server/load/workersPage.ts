import { table } from "../../../scripts/markdownTables.ts";
import { DELTAS_PER_SECOND } from "../experiments/clockStreams.ts";
import { round } from "../../report/format.ts";
import { ofStore, type Results } from "../report/results.ts";
import type { UnderLoad } from "./load.ts";

// The rest is room for bursts, and for what the figures leave out.
const BUSY_SHARE = 0.6;
const MACHINES_CORES = [2, 4, 16];

/** What workers bring on machines of several sizes, by the figures of one on Redis. */
export function workersPage(results: Results, cases: readonly UnderLoad[]): string {
  const one = cases.find(({ store, build, workers }) => {
    return store === "Redis" && build === "now" && workers === 1;
  });
  const load = ofStore(results.saturation, "Redis").loads.findLast(({ isBorne }) => isBorne);
  if (!one || !load) throw new Error("no load was borne on Redis");
  const ofWorkers = one.cores / one.streams;
  const ofRedis = load.redisCores / load.streams;
  const rows = MACHINES_CORES.map((cores) => {
    const together = (cores * BUSY_SHARE) / (ofWorkers + ofRedis);
    const apart = (cores * BUSY_SHARE) / ofWorkers;
    return [cores, cores, together, together * ofRedis, apart, apart * ofRedis].map((value) =>
      round(value, 2),
    );
  });
  const head = [
    "cores",
    "`--workers`",
    "streams, Redis on the same machine",
    "cores of Redis",
    "streams, Redis elsewhere",
    "cores of Redis",
  ];
  return `### What workers bring

Not measured but for the two cores above: a worker's ${round(one.cores)} cores for ${round(one.streams)} streams of ${DELTAS_PER_SECOND} deltas a second, with new users, and Redis's ${round(load.redisCores)} for
${round(load.streams)}, at ${BUSY_SHARE * 100} % of all cores. Workers share nothing but Redis, which has one core for commands: beyond that it takes a cluster.

${table(head, rows)}
`;
}
