import { contenders, type Framework } from "../contenders.ts";
import type { Job } from "../experiments/experiment.ts";
import { onPage } from "../measure/onPage.ts";
import { sampleRun } from "../measure/sample.ts";

const DELTAS = 20_000;

/** Painting a text from memory in each framework, by this build and by the one before. */
export function pageJobs(origin: string): Job[] {
  return contenders
    .filter(({ kind }) => kind === "ours")
    .flatMap((contender) => {
      const job = (name: string, folder: string): Job => ({
        contender: name,
        setting: `${DELTAS} deltas from memory`,
        run: () =>
          onPage(origin, { ...contender, framework: folder as Framework }, (open) =>
            sampleRun(open, { from: "memory", protocol: "text", deltas: DELTAS }),
          ),
      });
      const { label, framework } = contender;
      return [job(label, framework), job(`before, ${label}`, `before/${framework}`)];
    });
}
