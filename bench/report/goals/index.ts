import { atLeast, atMost, figure, type Goal, quotient, type Results, value } from "./goal.ts";
import { markdownGoals } from "./markdown.ts";
import { pageGoals } from "./pages.ts";

/** All goals, with what was measured against each. */
export function goalsOf(results: Results): Goal[] {
  return [
    ...pageGoals(results),
    ...readingGoals(results),
    longAnswerGoal(results),
    sizeGoal(results),
    ...markdownGoals(results),
  ];
}

const READERS = ["ours, readText", "ours, readEvents"];
const CHUNKS = ["1 KiB", "64 KiB"];

function readingGoals(results: Results): Goal[] {
  const against = [
    ["eventsource-parser called directly", "eventsource-parser, called directly", 0.85],
    ["its TransformStream", "eventsource-parser, TransformStream", 1.8],
    ["AI SDK's reader", "AI SDK, parseJsonEventStream", 8],
  ] as const;
  return against.map(([name, peer, limit]) => ({
    work: "reading events in Node",
    goal: `≥ ${limit} × ${name}`,
    values: READERS.flatMap((reader) =>
      CHUNKS.map((setting) => {
        const [mine, theirs] = [reader, peer].map((contender) =>
          figure(results, "reading", contender, setting, "megabytesPerSecond"),
        );
        const of = `${reader.replace("ours, ", "")} ${setting}`;
        return value(of, quotient(mine, theirs), atLeast(limit));
      }),
    ),
  }));
}

function longAnswerGoal(results: Results): Goal {
  return {
    work: "an answer of 64 MB",
    goal: "within memory of 3 × its size",
    values: ["plain text", "events"].map((kind) =>
      value(
        kind,
        figure(results, "long-answer", "ours, core", `64 MB, ${kind}`, "peakTimes"),
        atMost(3),
      ),
    ),
  };
}

function sizeGoal(results: Results): Goal {
  const hooks = [
    ["Vue", "useWorkflowStream", "useCompletion"],
    ["Svelte", "createWorkflowStream", "Completion"],
    ["React", "useWorkflowStream", "useCompletion"],
  ] as const;
  const bytes = (contender: string, setting: string): number | undefined =>
    figure(results, "size", contender, setting, "gzipBytes");
  return {
    work: "one import, minified and compressed",
    goal: "≥ 8 × smaller than AI SDK's same hook",
    values: hooks.map(([name, ours, theirs]) =>
      value(
        name,
        quotient(bytes(`AI SDK, ${name}`, theirs), bytes(`ours, ${name}`, ours)),
        atLeast(8),
      ),
    ),
  };
}
