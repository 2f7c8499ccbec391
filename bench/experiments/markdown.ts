import { type Contender, markdownContenders } from "../contenders.ts";
import {
  LIMIT_MS,
  sampleBurst,
  sampleFrames,
  sampleGrowing,
  sampleSteps,
} from "../measure/markdown.ts";
import { gzipBytesOf } from "../measure/markdownSize.ts";
import { type Failure, onPage, type OpenPage } from "../measure/onPage.ts";
import type { Sample } from "../measure/sample.ts";
import type { Experiment, Job, Setup } from "./experiment.ts";

/** Frames follow each other without a pause: what is measured is CPU, and sixty a second would take half a minute a run. */
const WITHOUT_PAUSE = ["--disable-frame-rate-limit", "--enable-begin-frame-control"];
const DELTA_CHARS = 60;

/** A text that comes in frames. */
interface Growing {
  readonly setting: string;
  readonly chars: number;
  /** How much each frame brings, in characters. */
  readonly delta: number;
  readonly isScrolled: boolean;
}

const growing: readonly Growing[] = [
  { setting: "10 kB", chars: 10_000, delta: DELTA_CHARS, isScrolled: false },
  { setting: "100 kB", chars: 100_000, delta: DELTA_CHARS, isScrolled: false },
  { setting: "100 kB, scrolled along", chars: 100_000, delta: DELTA_CHARS, isScrolled: true },
  { setting: "600 kB", chars: 600_000, delta: 600, isScrolled: false },
  { setting: "600 kB, scrolled along", chars: 600_000, delta: 600, isScrolled: true },
];

/** A text of which most stands on the page when it grows by frames. */
const standing = [
  { setting: "one more frame at 600 kB", kind: "answer", chars: 600_000 },
  { setting: "one more frame in a fence of 200 kB", kind: "fence", chars: 200_000 },
] as const;

/** Markdown as it comes, by us and by others, beside the same text as plain text. */
export const markdown: Experiment = {
  name: "markdown",
  jobs: (setup) =>
    markdownContenders.flatMap((contender) => [
      ...growing.map(({ setting, chars, delta, isScrolled }) =>
        job(setup, contender, setting, (open) =>
          sampleGrowing(open, smaller(setup, chars), delta, isScrolled),
        ),
      ),
      ...standing.map(({ setting, kind, chars }) =>
        job(setup, contender, setting, (open) =>
          sampleFrames(open, kind, smaller(setup, chars), DELTA_CHARS),
        ),
      ),
      job(
        setup,
        contender,
        "600 kB in 1 s",
        (open) => sampleBurst(open, smaller(setup, 600_000)),
        [],
      ),
      job(setup, contender, "steps of 6 characters", (open) =>
        sampleSteps(open, smaller(setup, 10_000)),
      ),
      {
        contender: contender.id,
        setting: "size",
        run: async () => ({
          figures: { gzipBytes: await gzipBytesOf(contender.id) },
          mismatch: "",
        }),
      },
    ]),
};

/** A smoke takes a tenth of each text. */
function smaller({ isQuick }: Setup, chars: number): number {
  return isQuick ? chars / 10 : chars;
}

function job(
  { origin }: Setup,
  contender: Contender,
  setting: string,
  use: (open: OpenPage) => Promise<Sample>,
  args: readonly string[] = WITHOUT_PAUSE,
): Job {
  const run = (): Promise<Sample | Failure> =>
    onPage(origin, contender, use, { args, timeoutMs: 2 * LIMIT_MS });
  return { contender: contender.id, setting, run };
}
