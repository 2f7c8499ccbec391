import { fork } from "node:child_process";
import { once } from "node:events";
import type { Sample } from "../measure/sample.ts";
import type { Experiment } from "./experiment.ts";

/** A very long answer, `maxChars` raised: how much memory a process of its own takes to read it. */
export const longAnswer: Experiment = {
  name: "long-answer",
  rounds: 3,
  jobs: ({ isQuick }) =>
    (["text", "ui"] as const).map((protocol) => ({
      contender: "ours, core",
      setting: `${isQuick ? 4 : 64} MB, ${protocol === "text" ? "plain text" : "events"}`,
      run: () => sampleMemory(isQuick ? 4 : 64, protocol),
    })),
};

async function sampleMemory(megabytes: number, protocol: string): Promise<Sample> {
  const child = fork(new URL("longAnswerProcess.ts", import.meta.url), [`${megabytes}`, protocol], {
    execArgv: ["--expose-gc"],
  });
  const [sample] = (await once(child, "message")) as [Sample];
  return sample;
}
