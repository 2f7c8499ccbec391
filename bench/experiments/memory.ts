import { contenders } from "../contenders.ts";
import { onPage } from "../measure/onPage.ts";
import { sampleRun } from "../measure/sample.ts";
import type { Experiment } from "./experiment.ts";

/** Deltas handed over one by one from memory: what reading and painting cost, and how that grows. */
export const memory: Experiment = {
  name: "memory",
  jobs: ({ origin, isQuick }) =>
    (isQuick ? [200, 1000] : [2000, 20_000, 100_000]).flatMap((deltas) =>
      contenders
        .filter(({ protocols }) => protocols.includes("text") || protocols.includes("agUi"))
        .map((contender) => ({
          contender: contender.id,
          setting: `${deltas}`,
          run: () =>
            onPage(origin, contender, (open) =>
              sampleRun(open, { from: "memory", protocol: contender.protocols[0]!, deltas }),
            ),
        })),
    ),
};
