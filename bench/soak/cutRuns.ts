import { times } from "../server/kit/client.ts";
import { randomFrom } from "../server/kit/mixedText.ts";
import { readExactly } from "./exactRun.ts";
import type { Findings } from "./report.ts";
import { startSite } from "./site.ts";

const AT_ONCE = 20;

/** So many runs on two servers and one Redis, each read over connections that are cut at random. */
export async function cutRuns(runs: number, seed: number): Promise<Findings> {
  const site = await startSite();
  const random = randomFrom(seed);
  try {
    const results = await times(runs, AT_ONCE, (index) =>
      readExactly({
        seed: seed + index,
        chars: 100 + Math.floor(random() * 4_000),
        gapMs: 1 + Math.floor(random() * 5),
        format: random() < 0.5 ? "text/plain" : "text/event-stream",
        pick: () => site.pick(random()),
        cutAfterMs: () => random() * 400,
      }),
    );
    return {
      title: `${runs} runs on two servers and one Redis, cut at random (seed ${seed})`,
      rows: [
        ["exact", String(results.filter(({ loss }) => loss === undefined).length)],
        ["cuts", String(results.reduce((sum, { cuts }) => sum + cuts, 0))],
        ["told to come back", String(results.reduce((sum, { early }) => sum + early, 0))],
      ],
      losses: [...results.flatMap(({ loss }) => loss ?? []), ...(await site.errors())],
    };
  } finally {
    await site.close();
  }
}
