import { withUnit } from "../format.ts";
import { atLeast, atMost, figure, type Goal, quotient, type Results, value } from "./goal.ts";

const OURS = "markdown/ours";
const PLAIN = "markdown/plain";
const SMD = "markdown/streaming-markdown";

/** The goals of Markdown as it comes. */
export function markdownGoals(results: Results): Goal[] {
  const of = (contender: string, setting: string, name?: string): number | undefined =>
    figure(results, "markdown", contender, setting, name);
  const times = (setting: string, other: string, name?: string): number | undefined =>
    quotient(of(OURS, setting, name), of(other, setting, name));
  const long = ["100 kB", "100 kB, scrolled along"];
  const goal = (work: string, goal: string, values: Goal["values"]): Goal => ({
    work: `Markdown, ${work}`,
    goal,
    values,
  });
  const each = (settings: readonly string[], other: string, limit: number): Goal["values"] =>
    settings.map((setting) => value(setting, times(setting, other), atMost(limit)));
  const one = (figure: number | undefined, limit: number): Goal["values"] => [
    value("", figure, atMost(limit)),
  ];
  const ms = (value: number): string => withUnit("ms", value);
  const kilobytes = (value: number): string => withUnit("gzipBytes", value);
  return [
    goal("100 kB at 60 a frame", "≤ 1.4 × plain text", each(long, PLAIN, 1.4)),
    goal("100 kB at 60 a frame", "≤ 0.8 × streaming-markdown", each(long, SMD, 0.8)),
    goal("600 kB", "≤ 1.6 × plain text", each(["600 kB"], PLAIN, 1.6)),
    goal("600 kB", "≤ 0.6 × streaming-markdown", each(["600 kB"], SMD, 0.6)),
    goal(
      "10 kB",
      "≥ 3 × less",
      ["streamdown", "react-markdown"].map((peer) =>
        value(peer, quotient(of(`markdown/${peer}`, "10 kB"), of(OURS, "10 kB")), atLeast(3)),
      ),
    ),
    goal(
      "one more frame at 600 kB",
      "≤ 1.5 × plain text",
      one(times("frame at 600 kB", PLAIN, "frameMs"), 1.5),
    ),
    goal(
      "one more frame in a fence of 200 kB",
      "≤ 0.2 × streaming-markdown",
      one(times("frame in a fence of 200 kB", SMD, "frameMs"), 0.2),
    ),
    goal("600 kB in a second", "no task over 50 ms", [
      value("", of(OURS, "600 kB in a second", "longestTaskMs"), atMost(50), ms),
    ]),
    goal("steps that take visible text back", "none", [
      value("", of(OURS, "10 kB in steps of 6", "takenBackSteps"), atMost(0), String),
    ]),
    goal("`attachMarkdown`, minified and compressed", "≤ 11 kB", [
      value("", of(OURS, "size", "gzipBytes"), atMost(11_000), kilobytes),
    ]),
  ];
}
