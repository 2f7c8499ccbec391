import { createClient, times, type Client } from "../kit/client.ts";
import type { Redis } from "../kit/startRedis.ts";
import { median } from "../../measure/statistics.ts";
import { withBothStores, type StoreName } from "./stores.ts";

/** Requests a second of one process. */
export interface TokenRates {
  readonly store: StoreName;
  /** Hono alone, a short JSON answer. */
  readonly barePerSecond: number;
  readonly issuedPerSecond: number;
  /** Tokens spent: each begins a run of one word, which is read to its end. */
  readonly consumedPerSecond: number;
  /** CPU time of Redis for one token and the run it begins, in ms. */
  readonly redisMsPerRun: number;
}

const AT_ONCE = 64;

/** Takes the three rates of each store in turn, `rounds` times, from `requests` requests each. */
export function tokenRates(rounds: number, requests: number): Promise<TokenRates[]> {
  return withBothStores(async (both) => {
    const series = both.map((measured) => ({
      ...measured,
      client: createClient(measured.server.origin),
      rates: [] as Rates[],
    }));
    // The first round is for the compiler.
    for (let round = -1; round < rounds; round++) {
      for (const { client, redis, rates } of series) {
        const measured = await oneRound(client, redis, requests);
        if (round >= 0) rates.push(measured);
      }
    }
    return series.map(({ store, client, rates }) => {
      client.close();
      const medianOf = (name: keyof Rates): number => median(rates.map((one) => one[name]));
      return {
        store,
        barePerSecond: medianOf("barePerSecond"),
        issuedPerSecond: medianOf("issuedPerSecond"),
        consumedPerSecond: medianOf("consumedPerSecond"),
        redisMsPerRun: medianOf("redisMsPerRun"),
      };
    });
  });
}

type Rates = Omit<TokenRates, "store">;

async function oneRound(
  client: Client,
  redis: Redis | undefined,
  requests: number,
): Promise<Rates> {
  const barePerSecond = await rate(requests, () => client.text("/bare/json"));
  const tokens: string[] = [];
  const redisBeforeMs = (await redis?.cpuMs()) ?? 0;
  const issuedPerSecond = await rate(requests, async () => void tokens.push(await client.token()));
  const consumedPerSecond = await rate(requests, (index) =>
    client.text(`/run/word/stream?token=${tokens[index]}`, { method: "POST", body: "{}" }),
  );
  const redisMs = ((await redis?.cpuMs()) ?? 0) - redisBeforeMs;
  return { barePerSecond, issuedPerSecond, consumedPerSecond, redisMsPerRun: redisMs / requests };
}

async function rate(requests: number, ask: (index: number) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await times(requests, AT_ONCE, ask);
  return (requests * 1000) / (performance.now() - startedAt);
}
