import { type Result, settingsOf } from "../results.ts";
import { column, eachSetting, growth, ratioTo, tableOf } from "./columns.ts";
import { spaced, table, withUnit } from "./format.ts";
import { markdownColumns } from "./markdownColumns.ts";

/** An experiment's table, and below which heading it stands. */
interface Place {
  readonly experiment: string;
  readonly heading: string;
  readonly tableOf: (result: Result) => string;
}

const READING = "limits/reading";

/** The tables of the results page, in their order. */
export const tables: readonly Place[] = [
  { experiment: "memory", heading: "Deltas from memory", tableOf: fromMemory },
  { experiment: "events", heading: "Events over HTTP", tableOf: bySize },
  { experiment: "text", heading: "Plain text over HTTP", tableOf: bySize },
  { experiment: "paced", heading: "An ordinary answer", tableOf: paced },
  { experiment: "frame", heading: "One more frame", tableOf: of("frameMs") },
  { experiment: "five", heading: "Five streams at once", tableOf: fiveStreams },
  { experiment: "hidden", heading: "A hidden tab", tableOf: of("behindMs") },
  { experiment: "first", heading: "The first delta", tableOf: of("firstPaintMs") },
  { experiment: "reading", heading: "Reading events in Node", tableOf: of("megabytesPerSecond") },
  { experiment: "long-answer", heading: "A very long answer", tableOf: longAnswer },
  { experiment: "inputs", heading: "Many small inputs", tableOf: manyInputs },
  { experiment: "beside", heading: "Beside the text", tableOf: of("cpuMs") },
  { experiment: "size", heading: "Bundle size", tableOf: bundles },
  {
    experiment: "markdown",
    heading: "Markdown as it comes",
    tableOf: (result) => tableOf(result, markdownColumns(result)),
  },
];

/** One figure in each setting. */
function of(figure: string): Place["tableOf"] {
  return (result) => tableOf(result, eachSetting(result, figure));
}

function fromMemory(result: Result): string {
  const settings = settingsOf(result);
  const largest = settings.at(-1) ?? "";
  return tableOf(result, [
    ...eachSetting(result, "cpuMs"),
    growth(result, "cpuMs"),
    ...settings.map((setting) =>
      ratioTo(READING, result, setting, `× reading, ${spaced(Number(setting))}`),
    ),
    column(result, largest, "longestTaskMs", "longest task"),
    column(result, largest, "heapBytes", "heap after"),
  ]);
}

function bySize(result: Result): string {
  const columns = settingsOf(result).flatMap((setting) => [
    column(result, setting, "cpuMs"),
    ratioTo(READING, result, setting, "× reading"),
    column(result, setting, "longestTaskMs", "longest task"),
  ]);
  return tableOf(result, columns);
}

function paced(result: Result): string {
  const [setting = ""] = settingsOf(result);
  return tableOf(result, [
    column(result, setting, "cpuMs", "CPU"),
    ratioTo("limits/vanilla", result, setting, "× vanilla DOM"),
    column(result, setting, "longestTaskMs", "longest task"),
  ]);
}

function fiveStreams(result: Result): string {
  const columns = settingsOf(result).flatMap((setting) => {
    const cpu = column(result, setting, "cpuMs");
    const missed = column(result, setting, "missedFrames", "frames missed");
    return setting.endsWith("paced") ? [cpu, missed] : [cpu];
  });
  return tableOf(result, columns);
}

function longAnswer(result: Result): string {
  const columns = settingsOf(result).flatMap((setting) => [
    column(result, setting, "peakTimes", `${setting}: largest`),
    column(result, setting, "keptTimes", "at the end"),
    column(result, setting, "rssTimes", "whole process"),
  ]);
  return tableOf(result, columns);
}

function manyInputs(result: Result): string {
  return tableOf(result, [...eachSetting(result, "blockedMs"), growth(result, "blockedMs")]);
}

function bundles(result: Result): string {
  const rows = result.map(({ contender, setting, samples: [sample], machine }) => [
    contender,
    `\`${setting}\``,
    ...["gzipBytes", "viteGzipBytes"].map((figure) =>
      withUnit(figure, sample?.figures[figure] ?? Number.NaN),
    ),
    `${machine.date}, ${machine.commit}`,
  ]);
  return table(["", "import", "esbuild", "Vite", "measured"], rows, 3);
}
