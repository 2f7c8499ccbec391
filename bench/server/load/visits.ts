import { setTimeout as sleep } from "node:timers/promises";
import { DELTAS_PER_SECOND } from "../experiments/clockStreams.ts";
import { createClient, newRunKey } from "../kit/client.ts";
import { quantile } from "../../measure/statistics.ts";

/** How long something took, over many times, in ms. */
export interface Spread {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** What new users met. */
export interface Visits {
  readonly count: number;
  /** How many were refused, or got no text in time. */
  readonly refused: number;
  /** From the connection to the token. */
  readonly token: Spread;
  /** From the connection to the first text. */
  readonly firstText: Spread;
}

/** How many new users come. */
export const VISITS_PER_SECOND = 25;
const RUN_SECONDS = 2;
const LONGEST_MS = 20_000;

/** Lets new users come for so long, one after the other at an even pace, each over connections of its own. */
export async function visit(origin: string, forMs: number): Promise<Visits> {
  const count = Math.round((forMs / 1000) * VISITS_PER_SECOND);
  const startedAt = performance.now();
  const all = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const dueInMs = startedAt + (index * 1000) / VISITS_PER_SECOND - performance.now();
      await sleep(Math.max(0, dueInMs));
      return one(origin).catch(() => undefined);
    }),
  );
  const served = all.filter((visit) => visit !== undefined);
  return {
    count,
    refused: count - served.length,
    token: spread(served.map(({ tokenMs }) => tokenMs)),
    firstText: spread(served.map(({ firstTextMs }) => firstTextMs)),
  };
}

async function one(origin: string): Promise<{ tokenMs: number; firstTextMs: number }> {
  const [asksToken, asksStream] = [createClient(origin), createClient(origin)];
  const giveUp = setTimeout(() => {
    asksToken.close();
    asksStream.close();
  }, LONGEST_MS);
  try {
    const askedAt = performance.now();
    const token = await asksToken.token();
    const startedAt = performance.now();
    const path = `/run/clock/stream?token=${token}`;
    const answer = await asksStream.send(path, {
      method: "POST",
      headers: { ...newRunKey().headers, accept: "text/event-stream" },
      body: JSON.stringify({ perSecond: DELTAS_PER_SECOND, seconds: RUN_SECONDS }),
    });
    if (answer.status !== 200) throw new Error(`a new stream was answered ${answer.status}`);
    let firstTextMs: number | undefined;
    for await (const chunk of answer.body) {
      if (String(chunk).includes("text-delta")) firstTextMs ??= performance.now() - startedAt;
    }
    if (firstTextMs === undefined) throw new Error("a new stream ended without a text");
    return { tokenMs: startedAt - askedAt, firstTextMs };
  } finally {
    clearTimeout(giveUp);
    asksToken.close();
    asksStream.close();
  }
}

function spread(values: readonly number[]): Spread {
  if (values.length === 0) return { p50Ms: Infinity, p99Ms: Infinity, maxMs: Infinity };
  return {
    p50Ms: quantile(values, 0.5),
    p99Ms: quantile(values, 0.99),
    maxMs: Math.max(...values),
  };
}
