import { type Result, valueOf } from "../results.ts";
import { type Column, column, ratioTo } from "./columns.ts";

const BURST = "600 kB in a second";
const STEPS = "10 kB in steps of 6";

/** The columns of Markdown's table on the results page. */
export function markdownColumns(result: Result): Column[] {
  return [
    size(result),
    growing(result, "10 kB"),
    ...["100 kB", "100 kB, scrolled along", "600 kB"].flatMap((setting) => [
      growing(result, setting),
      ratioTo("markdown/plain", result, setting, "× plain"),
    ]),
    column(result, "frame at 600 kB", "frameMs"),
    column(result, "frame in a fence of 200 kB", "frameMs"),
    column(result, BURST, "longestTaskMs", "longest task"),
    column(result, BURST, "longestTaskClockMs", "… by the clock"),
    takenBack(result),
  ];
}

/** Those of them that Markdown's own README has. */
export function markdownReadmeColumns(result: Result): Column[] {
  const sizes = ["10 kB", "100 kB", "600 kB"];
  return [size(result), ...sizes.map((setting) => growing(result, setting)), takenBack(result)];
}

/** The size of what is imported, which is the same in each run. */
function size(result: Result): Column {
  const [heading, cell] = column(result, "size", "gzipBytes");
  return [heading, (contender) => cell(contender).replace(" ¹", "")];
}

/** CPU time: of who was stopped, how far it had come. */
function growing(result: Result, setting: string): Column {
  const [heading, cell] = column(result, setting, "cpuMs");
  return [
    heading,
    (contender) => {
      const cut = valueOf(result, contender, setting, "cutChars");
      return Number.isFinite(cut) ? `stopped at ${Math.round(cut / 1000)} k` : cell(contender);
    },
  ];
}

/** In how many of all steps text was taken back. */
function takenBack(result: Result): Column {
  return [
    "text taken back, of all steps",
    (contender) => {
      const [lost, steps] = ["takenBackSteps", "steps"].map((figure) =>
        valueOf(result, contender, STEPS, figure),
      );
      return Number.isFinite(steps) ? `${lost} of ${steps}` : "";
    },
  ];
}
