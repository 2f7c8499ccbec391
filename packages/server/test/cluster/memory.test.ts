import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runScript } from "../support/processes.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { keysWithoutExpiry, openClient } from "../support/redisStores.ts";

interface Stalled {
  readonly readBytes: number;
  readonly restBytes: number;
  readonly grownBytes: number;
}

type Resources = Readonly<Record<string, number>>;
interface Left {
  readonly idle: Resources;
  /** Once all runs have ended, with the servers still open. */
  readonly open: Resources;
  readonly channels: readonly string[];
  readonly closed: Resources;
  readonly warnings: readonly string[];
}

async function stallReaders(...args: string[]): Promise<void> {
  const script = "cluster/stalledReaders.ts";
  const { readBytes, restBytes, grownBytes } = await runScript<Stalled>(script, args, [
    "--expose-gc",
  ]);
  expect(readBytes).toBe(40_000_000);
  expect(restBytes).toBeGreaterThanOrEqual(10 * 4_096);
  expect(grownBytes).toBeLessThan(50_000_000);
  // A copy for one reader alone would be 40 MB.
  expect(grownBytes).toBeLessThan(5_000_000);
}

async function runCycles(...args: string[]): Promise<Left> {
  const left = await runScript<Left>("cluster/cycles.ts", args);
  expect(left.warnings).toEqual([]);
  expect(left.closed).toEqual(left.idle);
  return left;
}

describe("one process", () => {
  it("holds nothing for ten stalled readers of 40 MB", () => stallReaders(), 60_000);

  it("keeps no timer of 1 000 runs", async () => {
    const { open } = await runCycles();
    // The sweep of the runs that are kept.
    expect(open.timers).toBe(1);
  }, 60_000);
});

describeWithRedis("processes on Redis", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it("hold nothing for ten stalled readers of 40 MB", () => stallReaders(redis.url), 60_000);

  it("keep no timer, channel, or key without expiry of 1 000 runs", async () => {
    const { open, channels } = await runCycles(redis.url);
    // Two connections for each of two stores, with two timers each, and perhaps the sweep of what lingered.
    expect(open.TCPSocketWrap).toBe(4);
    expect(open.timers).toBeLessThanOrEqual(4 * 2 + 1);
    expect(channels).toHaveLength(2);
    const client = await openClient(redis.url);
    expect(await client.dbSize()).toBeGreaterThan(1_000);
    expect(await keysWithoutExpiry(redis.url)).toEqual([]);
  }, 60_000);
});
