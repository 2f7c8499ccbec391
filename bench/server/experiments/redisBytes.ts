import { createClient, newRunKey, readText, times } from "../kit/client.ts";
import { mixedText } from "../kit/mixedText.ts";
import { startRedis, type Redis } from "../kit/startRedis.ts";
import { startServer } from "../kit/startServer.ts";
import { median } from "../../measure/statistics.ts";

/** What the runs of one length take in Redis, in bytes. */
export interface RedisBytes {
  /** UTF-8 bytes of its text. */
  readonly textBytes: number;
  /** `MEMORY USAGE` over the keys of a run. */
  readonly keysBytes: number;
  /** Growth of Redis's used memory for each run: the keys, and the tables that hold them. */
  readonly usedBytes: number;
}

const OPEN_AT_ONCE = 32;
const SETTLE_MS = 300;

/** Stores `count` runs of each length, and looks at what they take. */
export async function redisBytes(chars: readonly number[], count: number): Promise<RedisBytes[]> {
  const results: RedisBytes[] = [];
  for (const length of chars) results.push(await ofLength(length, count));
  return results;
}

async function ofLength(chars: number, count: number): Promise<RedisBytes> {
  const redis = await startRedis();
  const server = await startServer({ redisUrl: redis.url });
  const client = createClient(server.origin);
  try {
    const store = async (index: number): Promise<void> => {
      const answer = await client.start("mixed", { seed: index, chars }, newRunKey().headers);
      await readText(answer.body);
    };
    await store(0);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const before = await redis.usedBytes();
    await times(count, OPEN_AT_ONCE, (index) => store(index + 1));
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const after = await redis.usedBytes();
    return {
      textBytes: median(
        Array.from({ length: count }, (_, i) => Buffer.byteLength(mixedText(i + 1, chars))),
      ),
      keysBytes: await keysBytes(redis, count),
      usedBytes: (after - before) / count,
    };
  } finally {
    client.close();
    await server.close();
    await redis.close();
  }
}

async function keysBytes(redis: Redis, runs: number): Promise<number> {
  let sum = 0;
  for (const key of await redis.keys("*{run_*}")) {
    sum += Number(await redis.send("MEMORY", "USAGE", key, "SAMPLES", "0"));
  }
  return sum / (runs + 1);
}
