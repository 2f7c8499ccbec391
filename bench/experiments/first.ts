import { contenders } from "../contenders.ts";
import { onPage, type OpenPage } from "../measure/onPage.ts";
import type { Sample } from "../measure/sample.ts";
import type { Protocol } from "../wire.ts";
import type { Experiment } from "./experiment.ts";

/** From the moment the server writes the first delta to the moment the browser has painted it. */
export const first: Experiment = {
  name: "first",
  rounds: 20,
  jobs: ({ origin }) =>
    contenders
      .filter(({ id }) => id !== "limits/reading" && id !== "limits/fetch-event-source")
      .map((contender) => ({
        contender: contender.id,
        setting: "first delta",
        run: () =>
          onPage(origin, contender, (open) => sampleFirst(open, contender.protocols.at(-1)!)),
      })),
};

/** The page is empty until then, so that its first contentful paint is that of the text. */
async function sampleFirst({ page }: OpenPage, protocol: Protocol): Promise<Sample> {
  // anywhere within a frame
  const holdMs = 100 + Math.random() * 50;
  const work = { from: "http", protocol, deltas: 100, gapMs: 10, holdMs } as const;
  await page.evaluate((work) => bench.prepare(work), work);
  const firstPaintMs = await page.evaluate(async () => {
    bench.start();
    await bench.finish();
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (!paint) throw new Error("Nothing was painted.");
    return performance.timeOrigin + paint.startTime - bench.progress().streamStartedAt;
  });
  return { figures: { firstPaintMs }, mismatch: await page.evaluate(() => bench.mismatch()) };
}
