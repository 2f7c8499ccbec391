import { spaced, withUnit } from "../format.ts";
import {
  AI_SDK,
  atLeast,
  atMost,
  each,
  figure,
  type Framework,
  type Goal,
  least,
  quotient,
  type Results,
} from "./goal.ts";

const ms = (value: number): string => withUnit("ms", value);

/** The goals of what is measured on a page. */
export function pageGoals(results: Results): Goal[] {
  const of = (experiment: string, contender: string, setting: string, name?: string) =>
    figure(results, experiment, contender, setting, name);
  const ours = (experiment: string, setting: string, name?: string) => (framework: Framework) =>
    of(experiment, `ours/${framework}`, setting, name);
  const against =
    (experiment: string, setting: string, contender: string) => (framework: Framework) =>
      quotient(of(experiment, contender, setting), ours(experiment, setting)(framework));
  const times =
    (experiment: string, setting: string, contender: string) => (framework: Framework) =>
      quotient(ours(experiment, setting)(framework), of(experiment, contender, setting));
  const aiSdk = (experiment: string, setting: string) => (framework: Framework) =>
    least(AI_SDK[framework].map((peer) => of(experiment, peer, setting)));
  const againstAiSdk = (experiment: string, setting: string) => (framework: Framework) =>
    quotient(aiSdk(experiment, setting)(framework), ours(experiment, setting)(framework));
  const goal = (work: string, goal: string, values: Goal["values"]): Goal => ({
    work,
    goal,
    values,
  });

  const work20 = "20 000 deltas from memory";
  const work100 = "100 000 deltas from memory";
  return [
    goal(
      work20,
      "≤ 1.5 × reading alone",
      each(times("memory", "20000", "limits/reading"), atMost(1.5)),
    ),
    goal(
      work20,
      "≥ 25 × less than AI SDK, Vue",
      each(against("memory", "20000", "ai-sdk/vue"), atLeast(25)),
    ),
    goal(
      work20,
      "≥ 25 × less than the usual forty lines",
      each((framework) => against("memory", "20000", `usual/${framework}`)(framework), atLeast(25)),
    ),
    goal(
      work20,
      "≥ 2.5 × less than AI SDK, React, throttled",
      each(against("memory", "20000", "ai-sdk/react-throttled"), atLeast(2.5)),
    ),
    goal(
      work100,
      "≤ 1.6 × reading alone",
      each(times("memory", "100000", "limits/reading"), atMost(1.6)),
    ),
    goal(
      work100,
      "≤ 7 × the 20 000",
      each(
        (framework) =>
          quotient(ours("memory", "100000")(framework), ours("memory", "20000")(framework)),
        atMost(7),
      ),
    ),
    goal(
      work100,
      "no task over 50 ms",
      each(ours("memory", "100000", "longestTaskMs"), atMost(50), ms),
    ),
    ...["20000", "100000"].flatMap((setting) => {
      const work = `${spaced(setting)} events over HTTP`;
      return [
        goal(work, "≥ 15 × less than AI SDK", each(againstAiSdk("events", setting), atLeast(15))),
        goal(
          work,
          "no task over 50 ms",
          each(ours("events", setting, "longestTaskMs"), atMost(50), ms),
        ),
      ];
    }),
    goal(
      "100 deltas/s for 20 s",
      "≤ 1.05 × vanilla DOM",
      each(times("paced", "20 s", "limits/vanilla"), atMost(1.05)),
    ),
    goal(
      "100 deltas/s for 20 s",
      "≤ 0.7 × AI SDK",
      each(
        (framework) =>
          quotient(ours("paced", "20 s")(framework), aiSdk("paced", "20 s")(framework)),
        atMost(0.7),
      ),
    ),
    ...(
      [
        ["paragraphs", 1.5],
        ["no line break", 6],
      ] as const
    ).map(([kind, limit]) =>
      goal(
        `one more frame at 600 kB, ${kind}`,
        `≤ ${limit} × the frame at 10 kB`,
        each(
          (framework) =>
            quotient(
              ours("frame", `600 kB, ${kind}`, "frameMs")(framework),
              ours("frame", `10 kB, ${kind}`, "frameMs")(framework),
            ),
          atMost(limit),
        ),
      ),
    ),
    goal(
      "5 streams of 20 000 deltas at once",
      "≤ 5.5 × one",
      each(
        (framework) =>
          quotient(ours("five", "5 × 20000")(framework), ours("five", "1 × 20000")(framework)),
        atMost(5.5),
      ),
    ),
    goal(
      "5 streams of 100 deltas/s at once",
      "every frame is kept",
      each(ours("five", "5 paced", "missedFrames"), atMost(0), (count) => `${count} missed`),
    ),
    goal(
      "hidden tab",
      "text at most 1 s behind",
      each(ours("hidden", "hidden", "behindMs"), atMost(1000), ms),
    ),
    goal(
      "first delta, from the socket to painted",
      "within one frame (16.7 ms) of vanilla DOM",
      each(
        (framework) => {
          const [mine, vanilla] = [`ours/${framework}`, "limits/vanilla"].map((contender) =>
            of("first", contender, "first delta", "firstPaintMs"),
          );
          return mine === undefined || vanilla === undefined ? undefined : mine - vanilla;
        },
        atMost(1000 / 60),
        (value) => `${value < 0 ? "−" : "+"}${ms(Math.abs(value))}`,
      ),
    ),
  ];
}
