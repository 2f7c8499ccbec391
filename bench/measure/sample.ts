import type { CDPSession } from "playwright";
import type { Work } from "../page/sources.ts";
import { heapBytes, readMetrics, since, startMetrics } from "./metrics.ts";
import type { OpenPage } from "./onPage.ts";

/** What one run came to: figures by name, each with its unit, and what is wrong with the text at its end. */
export interface Sample {
  readonly figures: Readonly<Record<string, number>>;
  /** Empty if the text is what was sent. */
  readonly mismatch: string;
}

/** Runs a contender from its first delta to its last. */
export async function sampleRun({ page, session }: OpenPage, work: Work): Promise<Sample> {
  await startMetrics(session);
  await page.evaluate((work) => bench.prepare(work), work);
  await heapBytes(session);
  const before = await readMetrics(session);
  const { wallMs, longTasksMs, frameGapsMs } = await page.evaluate(() => {
    bench.start();
    return bench.finish();
  });
  const metrics = since(before, await readMetrics(session));
  const figures = {
    ...metrics,
    wallMs,
    longTasks: longTasksMs.length,
    longestTaskMs: Math.max(0, ...longTasksMs),
    ...(frameGapsMs.length > 0 && framesOf(frameGapsMs)),
    heapBytes: await heapBytes(session),
  };
  return { figures, mismatch: await page.evaluate(() => bench.mismatch()) };
}

/** A frame is missed when the next one comes half a frame late. */
function framesOf(gapsMs: readonly number[]): Record<string, number> {
  const frameMs = 1000 / 60;
  return {
    frames: gapsMs.length,
    missedFrames: gapsMs.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / frameMs) - 1), 0),
    longestGapMs: Math.max(...gapsMs),
  };
}

/** CPU time of the main thread while something happens, in ms. */
export async function cpuMsOf(
  session: CDPSession,
  happen: () => Promise<unknown>,
): Promise<number> {
  const before = await readMetrics(session);
  await happen();
  return since(before, await readMetrics(session)).cpuMs;
}
