import { setTimeout as sleep } from "node:timers/promises";
import { randomFrom } from "../server/kit/mixedText.ts";
import { acts } from "./acts.ts";
import { size } from "../report/format.ts";
import type { Findings } from "./report.ts";
import { startSite, type Site } from "./site.ts";

const AT_ONCE = 24;
const options = { keepEndedMs: 5_000, detachedGraceMs: 6_000 };
// Until nothing of the load is left in the stores.
const SETTLE_MS = 25_000;
const WARM_UP_SECONDS = 10;
const BREAK_EVERY_MS = 5_000;
const MOST_GROWTH_BYTES = 8 * 1024 * 1024;

/** All that clients do, at random, for so long, while Redis loses its subscribers again and again. */
export async function mixedLoad(minutes: number, seed: number): Promise<Findings> {
  const site = await startSite(options);
  const random = randomFrom(seed);
  try {
    await load(site, random, WARM_UP_SECONDS);
    await sleep(SETTLE_MS);
    const before = await heapBytes(site);
    const { done, losses } = await load(site, random, minutes * 60);
    await sleep(SETTLE_MS);
    const growth = (await heapBytes(site)) - before;
    const keys = await site.redis.keys("*");
    const endless = await withoutExpiry(site, keys);
    return {
      title: `Mixed load for ${minutes} min on two servers and one Redis (seed ${seed})`,
      rows: [
        ["acts", String(done)],
        ["heap growth of both servers", size(growth)],
        ["keys left in Redis", String(keys.length)],
        ["of them without an expiry", String(endless.length)],
      ],
      losses: [
        ...losses,
        ...endless.map((key) => `${key} has no expiry`),
        ...(growth > MOST_GROWTH_BYTES ? [`the heaps grew by ${size(growth)}`] : []),
      ],
    };
  } finally {
    await site.close();
  }
}

async function load(
  site: Site,
  random: () => number,
  seconds: number,
): Promise<{ done: number; losses: string[] }> {
  const endAt = performance.now() + seconds * 1000;
  const losses: string[] = [];
  let done = 0;
  const breaking = setInterval(() => {
    void site.redis.send("CLIENT", "KILL", "TYPE", "pubsub");
  }, BREAK_EVERY_MS);
  const worker = async (): Promise<void> => {
    while (performance.now() < endAt) {
      const act = acts[Math.floor(random() * acts.length)];
      const loss = await act?.(() => site.pick(random()), random).catch(String);
      if (loss !== undefined) losses.push(loss);
      done++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  clearInterval(breaking);
  return { done, losses };
}

async function heapBytes({ servers }: Site): Promise<number> {
  const states = await Promise.all(servers.map((server) => server.state()));
  return states.reduce((sum, { heapBytes }) => sum + heapBytes, 0);
}

async function withoutExpiry({ redis }: Site, keys: readonly string[]): Promise<string[]> {
  const endless: string[] = [];
  for (const key of keys) if ((await redis.send("PTTL", key)) === -1) endless.push(key);
  return endless;
}
