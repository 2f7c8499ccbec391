import { contenders } from "../contenders.ts";
import { onPage } from "../measure/onPage.ts";
import { sampleRun } from "../measure/sample.ts";
import type { Protocol } from "../wire.ts";
import type { Experiment, Job, Setup } from "./experiment.ts";

/** The same over HTTP, as fast as the connection takes it: events of the AI SDK's UI message stream. */
export const events: Experiment = {
  name: "events",
  jobs: (setup) => [...jobsOf(setup, "ui"), ...jobsOf(setup, "agUi")],
};

/** The same over HTTP as plain text. */
export const text: Experiment = { name: "text", jobs: (setup) => jobsOf(setup, "text") };

function jobsOf({ origin, isQuick }: Setup, protocol: Protocol): Job[] {
  return (isQuick ? [500] : [20_000, 100_000]).flatMap((deltas) =>
    contenders
      .filter(({ protocols }) => protocols.includes(protocol))
      .map((contender) => ({
        contender: contender.id,
        setting: `${deltas}`,
        run: () =>
          onPage(origin, contender, (open) => sampleRun(open, { from: "http", protocol, deltas })),
      })),
  );
}
