import type { MarkdownKind } from "../markdownText.ts";
import { longestTaskOf } from "./longestTask.ts";
import { startMetrics } from "./metrics.ts";
import type { OpenPage } from "./onPage.ts";
import { cpuMsOf, type Sample } from "./sample.ts";

/** How many frames one more frame is the mean of. */
const FRAMES = 60;
/** How fast a burst comes, in characters a second. */
const BURST_CHARS_PER_SECOND = 600_000;
/** How much a step brings, in characters. */
const STEP_CHARS = 6;

/** How an answer grows. */
export interface Growth {
  /** How long it is, and how much each frame brings, in characters. */
  readonly chars: number;
  readonly delta: number;
  readonly isScrolled: boolean;
}

/** Lets an answer grow, until a time is over, in ms: what that costs, and how much of it stands there in the end. */
export async function sampleGrowing(
  open: OpenPage,
  { chars, delta, isScrolled }: Growth,
  limitMs: number,
): Promise<Sample> {
  const { page, session } = open;
  await prepare(open, "answer", chars, isScrolled);
  const cpuMs = await cpuMsOf(session, async () => {
    const work = [Infinity, delta, limitMs] as const;
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

/** One more frame, until a time is over, in ms, of a text of which so much stands there. */
export async function sampleFrames(
  open: OpenPage,
  kind: MarkdownKind,
  chars: number,
  delta: number,
  limitMs: number,
): Promise<Sample> {
  const { page, session } = open;
  await prepare(open, kind, chars + FRAMES * delta);
  await page.evaluate((chars) => markdownBench.stand(chars), chars);
  let frames = 0;
  const cpuMs = await cpuMsOf(session, async () => {
    const work = [FRAMES, delta, limitMs] as const;
    frames = await page.evaluate(
      ([count, chars, limitMs]) => markdownBench.frames(count, chars, limitMs),
      work,
    );
  });
  return { figures: { frameMs: cpuMs / frames }, mismatch: "" };
}

/** An answer that comes all in a second or so: the longest task, in its own time and by the clock. */
export async function sampleBurst(open: OpenPage, chars: number): Promise<Sample> {
  await prepare(open, "answer", chars);
  const { threadMs, clockMs } = await longestTaskOf(open.session, () =>
    open.page.evaluate((speed) => markdownBench.burst(speed), BURST_CHARS_PER_SECOND),
  );
  return { figures: { longestTaskMs: threadMs, longestTaskClockMs: clockMs }, mismatch: "" };
}

/** An answer in small steps, until a time is over, in ms: in how many of them text went that was shown. */
export async function sampleSteps(open: OpenPage, chars: number, limitMs: number): Promise<Sample> {
  await prepare(open, "answer", chars);
  const work = [STEP_CHARS, limitMs] as const;
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
