import { contenders } from "../contenders.ts";
import { onPage } from "../measure/onPage.ts";
import { sampleRun } from "../measure/sample.ts";
import type { Experiment } from "./experiment.ts";

/** An ordinary answer: 100 deltas a second for 20 s, over HTTP. */
export const paced: Experiment = {
  name: "paced",
  jobs: ({ origin, isQuick }) =>
    contenders.map((contender) => ({
      contender: contender.id,
      setting: isQuick ? "1 s" : "20 s",
      run: () =>
        onPage(origin, contender, (open) =>
          sampleRun(open, {
            from: "http",
            protocol: contender.protocols.at(-1)!,
            deltas: isQuick ? 100 : 2000,
            gapMs: 10,
          }),
        ),
    })),
};
