import { setTimeout as sleep } from "node:timers/promises";
import { median, quantile } from "../../measure/statistics.ts";
import { DELTAS_PER_SECOND, openClocks } from "./clockStreams.ts";
import { storeNames, withStore, type Measured, type StoreName } from "./stores.ts";

/** How one process bears so many streams at once, each a run of its own. */
export interface Load {
  readonly streams: number;
  /** How many of them the server was too busy to begin within 20 s. */
  readonly refused: number;
  /** Share of the deltas that were due which arrived. */
  readonly arrived: number;
  /** From where a delta was made to where it was read, in ms. */
  readonly lateMs: number;
  readonly lateP99Ms: number;
  /** CPU of the server process, of the reading process, and of Redis: 1 is one core. */
  readonly serverCores: number;
  readonly readerCores: number;
  readonly redisCores: number;
  /** Bytes a second on the connections of one stream. */
  readonly streamBytesPerSecond: number;
  /** Bytes a second to and from Redis, for one stream. */
  readonly redisBytesPerSecond: number;
  readonly isBorne: boolean;
}

/** The loads of one store, in growing order; the last is the first that was too much, unless all were borne. */
export interface Saturation {
  readonly store: StoreName;
  readonly loads: readonly Load[];
}

const SETTLE_MS = 1_000;
const SPARE_SECONDS = 60;
const latestP99Ms = 500;
const LEAST_ARRIVED = 0.98;

/** Opens the given numbers of streams, one after another, until one is more than the process bears. */
export async function saturation(steps: readonly number[], seconds: number): Promise<Saturation[]> {
  const results: Saturation[] = [];
  for (const store of storeNames) {
    const loads: Load[] = [];
    for (const streams of steps) {
      const found = await withStore(store, (measured) => load(measured, streams, seconds));
      loads.push(found);
      if (!found.isBorne) break;
    }
    results.push({ store, loads });
  }
  return results;
}

async function load(measured: Measured, streams: number, seconds: number): Promise<Load> {
  const clocks = await openClocks(measured.server.origin, streams, seconds + SPARE_SECONDS);
  await sleep(SETTLE_MS);
  const before = await usage(measured);
  const { lateMs, bytes } = await clocks.watch(seconds * 1000);
  const after = await usage(measured);
  clocks.close();

  const { refused } = clocks;
  const spentMs = after.atMs - before.atMs;
  const arrived = lateMs.length / (streams * DELTAS_PER_SECOND * seconds);
  const lateP99Ms = lateMs.length > 0 ? quantile(lateMs, 0.99) : Infinity;
  return {
    streams,
    refused,
    arrived,
    lateMs: lateMs.length > 0 ? median(lateMs) : Infinity,
    lateP99Ms,
    serverCores: (after.serverMs - before.serverMs) / spentMs,
    readerCores: (after.readerMs - before.readerMs) / spentMs,
    redisCores: (after.redisMs - before.redisMs) / spentMs,
    streamBytesPerSecond: bytes / streams / seconds,
    redisBytesPerSecond: ((after.redisBytes - before.redisBytes) / streams / spentMs) * 1000,
    isBorne: refused === 0 && arrived >= LEAST_ARRIVED && lateP99Ms <= latestP99Ms,
  };
}

interface Usage {
  readonly atMs: number;
  readonly serverMs: number;
  readonly readerMs: number;
  readonly redisMs: number;
  readonly redisBytes: number;
}

async function usage({ server, redis }: Measured): Promise<Usage> {
  const { cpuMs } = await server.state({ collect: false });
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    serverMs: cpuMs,
    readerMs: (user + system) / 1000,
    redisMs: (await redis?.cpuMs()) ?? 0,
    redisBytes: (await redis?.networkBytes()) ?? 0,
  };
}
