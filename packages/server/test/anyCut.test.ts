import { setImmediate as nextTurn } from "node:timers/promises";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineWorkflow, memoryStore, type Part, type Store, type Workflow } from "../src/index.ts";
import { readBroken, type Ask } from "./support/brokenReader.ts";
import { lineOf, randomOf, randomPieces, type Random } from "./support/randomRun.ts";
import { describeWithRedis, startRedis, type RedisServer } from "./support/redisServer.ts";
import { openStore } from "./support/redisStores.ts";
import { asEvents, newRunKey, setup, type Setup } from "./support.ts";

const MAX_PIECES = 60;

/** A workflow that yields what belongs to a seed, some of it at once and some a turn later. */
function randomWorkflow(seed: number, count: number): Workflow {
  return defineWorkflow({
    id: "random",
    inputs: z.object({}),
    async *run(_inputs, { signal }) {
      const random = randomOf(seed + 1);
      for (const piece of randomPieces(seed, count)) {
        yield piece;
        while (random() < 0.5 && !signal.aborted) await nextTurn();
      }
      return { finishReason: "stop" };
    },
  });
}

interface Machines {
  readonly servers: readonly Setup[];
  readonly random: Random;
  readonly pieces: readonly (string | Part)[];
  /** Asks any of them for the run's stream. */
  readonly ask: Ask;
  /** Begins the run on the first of them. */
  begin(): Promise<void>;
  cancel(): Promise<void>;
}

/** Servers, each with one of these stores, and a run of what belongs to the seed. */
function machines(seed: number, stores: readonly Store[]): Machines {
  const random = randomOf(seed + 2);
  const count = Math.floor(random() * MAX_PIECES);
  const workflow = randomWorkflow(seed, count);
  const servers = stores.map((store) => setup([workflow], { store, detachedGraceMs: 5_000 }));
  const { id, headers } = newRunKey();
  const any = (): Setup => servers[Math.floor(random() * servers.length)]!;
  return {
    servers,
    random,
    pieces: randomPieces(seed, count),
    ask: (query) =>
      any().call(`/runs/${id}/stream?${query}`, { headers: { ...headers, ...asEvents } }),
    async begin() {
      const response = await servers[0]!.run("random", { headers: { ...headers, ...asEvents } });
      await response.body?.cancel();
    },
    async cancel() {
      await any().call(`/runs/${id}`, { method: "DELETE", headers });
    },
  };
}

/** However the stream breaks: all of the run, each text and part once. */
async function isExact(seed: number, stores: readonly Store[]): Promise<void> {
  const { begin, ask, random, pieces } = machines(seed, stores);
  await begin();
  const had = await readBroken(ask, random);
  expect(had.line).toBe(lineOf(pieces));
  expect(had.ending).toEqual({ type: "finish", finishReason: "stop" });
}

/** Of a run that was cancelled midway: a beginning of it. Who read where it ran may have had more than was stored. */
async function isBeginning(seed: number, stores: readonly Store[]): Promise<void> {
  const { begin, cancel, ask, random, pieces } = machines(seed, stores);
  await begin();
  const readers = [readBroken(ask, random), readBroken(ask, random)];
  await nextTurn();
  await cancel();
  const [one, other] = await Promise.all(readers);
  const whole = lineOf(pieces);
  for (const had of [one!, other!]) {
    expect(whole.slice(0, had.line.length)).toBe(had.line);
    expect(["abort", "finish", undefined]).toContain(had.ending?.type);
  }
  if (stores.length === 1) expect(other!.line).toBe(one!.line);
}

const seeds = fc.integer({ min: 0, max: 2 ** 30 });

describe("a run that is read over connections that break anywhere", () => {
  it("comes whole, each text and part once", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, (seed) => isExact(seed, [memoryStore()])),
      { numRuns: 150 },
    );
  }, 60_000);

  it("that is cancelled, is a beginning for all its readers", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, (seed) => isBeginning(seed, [memoryStore()])),
      { numRuns: 60 },
    );
  }, 60_000);
});

describeWithRedis("the same on two machines with one Redis", () => {
  let redis: RedisServer;
  let prefixes = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  function stores(): Store[] {
    const prefix = `cut${prefixes++}:`;
    return [openStore(redis.url, { prefix }), openStore(redis.url, { prefix })];
  }

  it("comes whole, each text and part once", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, (seed) => isExact(seed, stores())),
      { numRuns: 30 },
    );
  }, 120_000);

  it("that is cancelled, is a beginning for all its readers", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, (seed) => isBeginning(seed, stores())),
      { numRuns: 15 },
    );
  }, 120_000);
});
