import { type Contender, markdownContenders } from "../contenders.ts";
import {
  type Growth,
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
/** After how long nothing is run again, in ms: with all that is built before, it is done in a quarter of an hour. */
const LIMIT_MS = 720_000;
/** How long a contender is given a text for, in ms, and how long one that will not come to the end of it. */
const TEXT_LIMIT_MS = 90_000;
const CUT_LIMIT_MS = 10_000;
/** How long one that is not linear is given small steps, in ms. */
const STEPS_LIMIT_MS = 20_000;
/** How long a run may take, in ms, with all the waiting until nothing changes; the browser is closed then. */
const RUN_LIMIT_MS = 120_000;
const DELTA_CHARS = 60;
const BURST = "600 kB in a second";
const STEPS = "10 kB in steps of 6";

const growing: readonly (Growth & { readonly setting: string })[] = [
  { setting: "10 kB", chars: 10_000, delta: DELTA_CHARS, isScrolled: false },
  { setting: "100 kB", chars: 100_000, delta: DELTA_CHARS, isScrolled: false },
  { setting: "100 kB, scrolled along", chars: 100_000, delta: DELTA_CHARS, isScrolled: true },
  { setting: "600 kB", chars: 600_000, delta: 600, isScrolled: false },
];

/** A text of which most stands on the page when one more frame comes. */
const standing = [
  { setting: "frame at 600 kB", kind: "answer", chars: 600_000 },
  { setting: "frame in a fence of 200 kB", kind: "fence", chars: 200_000 },
] as const;

/** Who is given texts of 600 kB: the others do not come to the end of 100. */
const IS_LINEAR: ReadonlySet<string> = new Set([
  "markdown/plain",
  "markdown/ours",
  "markdown/streaming-markdown",
]);

/** Markdown as it comes, by us and by others, beside the same text as plain text. */
export const markdown: Experiment = {
  name: "markdown",
  limitMs: LIMIT_MS,
  jobs: (setup) => markdownContenders.flatMap((contender) => jobsOf(setup, contender)),
};

function jobsOf(setup: Setup, contender: Contender): Job[] {
  const isLinear = IS_LINEAR.has(contender.id);
  const growingJobs = growing
    .filter(({ chars, isScrolled }) => isLinear || (chars <= 100_000 && !isScrolled))
    .map(({ setting, chars, delta, isScrolled }) => {
      const growth = { chars: smaller(setup, chars), delta, isScrolled };
      const isCut = !isLinear && chars > 10_000;
      const limitMs = isCut ? CUT_LIMIT_MS : TEXT_LIMIT_MS;
      return {
        ...job(setup, contender, setting, (open) => sampleGrowing(open, growth, limitMs)),
        // once is enough to see who does not come to the end
        ...(isCut ? { rounds: 1 } : {}),
      };
    });
  const sizeOf = async (): Promise<Sample> => ({
    figures: { gzipBytes: await gzipBytesOf(contender.id) },
    mismatch: "",
  });
  const stepsLimitMs = isLinear ? TEXT_LIMIT_MS : STEPS_LIMIT_MS;
  const stepsOf = (open: OpenPage): Promise<Sample> =>
    sampleSteps(open, smaller(setup, 10_000), stepsLimitMs);
  return [
    ...growingJobs,
    ...(isLinear ? longTextJobs(setup, contender) : []),
    { ...job(setup, contender, STEPS, stepsOf), rounds: 1 },
    { contender: contender.id, setting: "size", rounds: 1, run: sizeOf },
  ];
}

function longTextJobs(setup: Setup, contender: Contender): Job[] {
  return [
    ...standing.map(({ setting, kind, chars }) =>
      job(setup, contender, setting, (open) =>
        sampleFrames(open, kind, smaller(setup, chars), DELTA_CHARS, TEXT_LIMIT_MS),
      ),
    ),
    job(setup, contender, BURST, (open) => sampleBurst(open, smaller(setup, 600_000)), []),
  ];
}

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
    onPage(origin, contender, use, { args, timeoutMs: RUN_LIMIT_MS });
  return { contender: contender.id, setting, run };
}
