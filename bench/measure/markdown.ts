import type { MarkdownKind } from "../markdownText.ts";
import { longestTaskMsOf } from "./longestTask.ts";
import { startMetrics } from "./metrics.ts";
import type { OpenPage } from "./onPage.ts";
import { cpuMsOf, type Sample } from "./sample.ts";

/** How long a contender is given a text for, in ms: one that has not taken all of it by then is stopped. */
export const LIMIT_MS = 30_000;
/** How long small steps may take, in ms. */
const STEPS_LIMIT_MS = 90_000;
/** How many frames one more frame is the mean of. */
const FRAMES = 60;
/** How fast a burst comes, in characters a second. */
const BURST_CHARS_PER_SECOND = 600_000;
/** How much a step brings, in characters. */
const STEP_CHARS = 6;

/** Lets an answer grow by so much a frame: what that costs, and how much of it stands there in the end. */
export async function sampleGrowing(
  open: OpenPage,
  chars: number,
  delta: number,
  isScrolled: boolean,
): Promise<Sample> {
  const { page, session } = open;
  await prepare(open, "answer", chars, isScrolled);
  const cpuMs = await cpuMsOf(session, async () => {
    const work = [Infinity, delta, LIMIT_MS] as const;
    await page.evaluate(
      ([count, chars, limitMs]) => markdownBench.frames(count, chars, limitMs),
      work,
    );
    await page.evaluate(() => markdownBench.end());
  });
  const { given, length } = await page.evaluate(() => markdownBench.progress());
  // of one that was stopped, how far it had come
  const figures: Sample["figures"] = given < length ? { cutChars: given } : { cpuMs };
  return { figures, mismatch: "" };
}

/** One more frame of a text of which so much stands there. */
export async function sampleFrames(
  open: OpenPage,
  kind: MarkdownKind,
  chars: number,
  delta: number,
): Promise<Sample> {
  const { page, session } = open;
  await prepare(open, kind, chars + FRAMES * delta);
  await page.evaluate((chars) => markdownBench.stand(chars), chars);
  let frames = 0;
  const cpuMs = await cpuMsOf(session, async () => {
    const work = [FRAMES, delta, LIMIT_MS] as const;
    frames = await page.evaluate(
      ([count, chars, limitMs]) => markdownBench.frames(count, chars, limitMs),
      work,
    );
  });
  return { figures: { frameMs: cpuMs / frames }, mismatch: "" };
}

/** An answer that comes all in a second or so: the longest task, in its own time, not that of the clock. */
export async function sampleBurst(open: OpenPage, chars: number): Promise<Sample> {
  await prepare(open, "answer", chars);
  const longestTaskMs = await longestTaskMsOf(open.session, () =>
    open.page.evaluate((speed) => markdownBench.burst(speed), BURST_CHARS_PER_SECOND),
  );
  return { figures: { longestTaskMs }, mismatch: "" };
}

/** An answer in small steps: in how many of them text went that was shown. */
export async function sampleSteps(open: OpenPage, chars: number): Promise<Sample> {
  await prepare(open, "answer", chars);
  const work = [STEP_CHARS, STEPS_LIMIT_MS] as const;
  const { steps, takenBack } = await open.page.evaluate(
    ([chars, limitMs]) => markdownBench.steps(chars, limitMs),
    work,
  );
  return { figures: { steps, takenBackSteps: takenBack }, mismatch: "" };
}

async function prepare(
  { page, session }: OpenPage,
  kind: MarkdownKind,
  chars: number,
  isScrolled = false,
): Promise<void> {
  await startMetrics(session);
  await page.evaluate(
    ([kind, chars, isScrolled]) => markdownBench.prepare(kind, chars, isScrolled),
    [kind, chars, isScrolled] as const,
  );
}
