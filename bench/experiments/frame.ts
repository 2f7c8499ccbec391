import { contenders } from "../contenders.ts";
import { startMetrics } from "../measure/metrics.ts";
import { onPage, type OpenPage } from "../measure/onPage.ts";
import { cpuMsOf, type Sample } from "../measure/sample.ts";
import { DELTA_BYTES } from "../text.ts";
import type { Experiment } from "./experiment.ts";

/** One more frame with one more delta, when much text stands on the page already. */
export const frame: Experiment = {
  name: "frame",
  jobs: ({ origin, isQuick }) =>
    [true, false].flatMap((hasLineBreaks) =>
      [10_000, 600_000].flatMap((bytes) =>
        contenders
          .filter(({ id, protocols }) => id !== "limits/reading" && protocols.includes("text"))
          .map((contender) => ({
            contender: contender.id,
            setting: `${bytes / 1000} kB, ${hasLineBreaks ? "paragraphs" : "no line break"}`,
            run: () =>
              onPage(origin, contender, (open) =>
                sampleFrames(open, bytes, hasLineBreaks, isQuick ? 5 : 60),
              ),
          })),
      ),
    ),
};

async function sampleFrames(
  { page, session }: OpenPage,
  bytes: number,
  hasLineBreaks: boolean,
  frames: number,
): Promise<Sample> {
  const standing = Math.round(bytes / DELTA_BYTES);
  await startMetrics(session);
  const work = {
    from: "hand",
    protocol: "text",
    deltas: standing + frames,
    hasLineBreaks,
  } as const;
  await page.evaluate((work) => bench.prepare(work), work);
  await page.evaluate(async (standing) => {
    bench.start();
    bench.feed.now(standing);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }, standing);
  const cpuMs = await cpuMsOf(session, () =>
    page.evaluate((frames) => bench.feed.frames(frames), frames),
  );
  await page.evaluate(() => {
    bench.feed.end();
    return bench.finish();
  });
  const mismatch = await page.evaluate(() => bench.mismatch());
  return { figures: { frameMs: cpuMs / frames }, mismatch };
}
