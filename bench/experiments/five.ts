import { contenders } from "../contenders.ts";
import { onPage } from "../measure/onPage.ts";
import { sampleRun } from "../measure/sample.ts";
import type { Experiment, Job, Setup } from "./experiment.ts";

const entrants = contenders.filter(
  ({ kind, id }) => kind === "limit" || kind === "ours" || id === "ai-sdk/react-throttled",
);

/** Five streams on one page at once, against one; and whether frames are kept while five come at reading pace. */
export const five: Experiment = {
  name: "five",
  jobs: (setup) =>
    [1, 5].flatMap((copies) => [...bursts(setup, copies), ...pacedJobs(setup, copies)]),
};

function bursts({ origin, isQuick }: Setup, copies: number): Job[] {
  const deltas = isQuick ? 1000 : 20_000;
  return entrants.map((contender) => ({
    contender: contender.id,
    setting: `${copies} × ${deltas}`,
    run: () =>
      onPage(origin, contender, (open) =>
        sampleRun(open, { from: "memory", protocol: "text", deltas, copies }),
      ),
  }));
}

function pacedJobs({ origin, isQuick }: Setup, copies: number): Job[] {
  const deltas = isQuick ? 100 : 500;
  return entrants.map((contender) => ({
    contender: contender.id,
    setting: `${copies} paced`,
    run: () =>
      onPage(origin, contender, (open) =>
        sampleRun(open, {
          from: "http",
          protocol: "ui",
          deltas,
          gapMs: 10,
          copies,
          watchesFrames: true,
        }),
      ),
  }));
}
