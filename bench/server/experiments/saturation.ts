import { setTimeout as sleep } from "node:timers/promises";
import { createClient, newRunKey, times, type Answer } from "../kit/client.ts";
import type { Redis } from "../kit/startRedis.ts";
import type { ServerProcess } from "../kit/startServer.ts";
import { median, quantile } from "../kit/statistics.ts";
import { withBothStores, type Measured, type StoreName } from "./stores.ts";

/** How one process bears so many streams at once, each a run of its own with 20 deltas a second. */
export interface Load {
  readonly streams: number;
  /** How many of them the server refused to begin, as it was too busy. */
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

/** Deltas a second in each stream. */
export const deltasPerSecond = 20;

const openAtOnce = 64;
const settleMs = 1_000;
const latestP99Ms = 500;
const leastArrived = 0.98;

/** Opens the given numbers of streams, one after another, until one is more than the process bears. */
export function saturation(steps: readonly number[], seconds: number): Promise<Saturation[]> {
  return withBothStores(async (both) => {
    const results: Saturation[] = [];
    for (const measured of both) {
      const loads: Load[] = [];
      for (const streams of steps) {
        const first = await bear(measured, streams, seconds);
        // Something else on the machine may have been in the way.
        const load = first.isBorne ? first : await bear(measured, streams, seconds);
        loads.push(load);
        if (!load.isBorne) break;
      }
      results.push({ store: measured.store, loads });
    }
    return results;
  });
}

async function bear(measured: Measured, streams: number, seconds: number): Promise<Load> {
  const { server, redis } = measured;
  const client = createClient(server.origin);
  const late: number[] = [];
  let bytes = 0;
  let isMeasuring = false;

  function watch({ body }: Answer): void {
    body.on("data", (chunk: Buffer) => {
      if (!isMeasuring) return;
      bytes += chunk.length;
      const now = Date.now();
      for (const [stamp] of chunk.toString("latin1").matchAll(/\d{13}/g)) {
        late.push(now - Number(stamp));
      }
    });
  }

  const inputs = { perSecond: deltasPerSecond, seconds: 10 * seconds + 60 };
  const opened = await times(streams, openAtOnce, async () => {
    const key = newRunKey();
    const headers = { ...key.headers, accept: "text/event-stream" };
    const answer = await client.start("clock", inputs, headers).catch(() => undefined);
    if (!answer) return [];
    watch(answer);
    return [{ answer, key }];
  });
  const answers = opened.flat();
  await sleep(settleMs);
  const before = await usage(server, redis);
  isMeasuring = true;
  await sleep(seconds * 1000);
  isMeasuring = false;
  const after = await usage(server, redis);

  for (const { answer } of answers) answer.cut();
  await times(answers.length, openAtOnce, async (index) => {
    const { id, headers } = answers[index]?.key ?? newRunKey();
    const { body } = await client.send(`/runs/${id}`, { method: "DELETE", headers });
    body.resume();
  });
  client.close();

  const spentMs = after.atMs - before.atMs;
  const due = streams * deltasPerSecond * seconds;
  const arrived = late.length / due;
  const lateP99Ms = late.length > 0 ? quantile(late, 0.99) : Infinity;
  return {
    streams,
    refused: streams - answers.length,
    arrived,
    lateMs: late.length > 0 ? median(late) : Infinity,
    lateP99Ms,
    serverCores: (after.serverMs - before.serverMs) / spentMs,
    readerCores: (after.readerMs - before.readerMs) / spentMs,
    redisCores: (after.redisMs - before.redisMs) / spentMs,
    streamBytesPerSecond: bytes / streams / seconds,
    redisBytesPerSecond: ((after.redisBytes - before.redisBytes) / streams / spentMs) * 1000,
    isBorne: answers.length === streams && arrived >= leastArrived && lateP99Ms <= latestP99Ms,
  };
}

interface Usage {
  readonly atMs: number;
  readonly serverMs: number;
  readonly readerMs: number;
  readonly redisMs: number;
  readonly redisBytes: number;
}

async function usage(server: ServerProcess, redis: Redis | undefined): Promise<Usage> {
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
