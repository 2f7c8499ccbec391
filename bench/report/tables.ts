import { table } from "../../scripts/markdownTables.ts";
import { type Result, settingsOf } from "../results.ts";
import { column, eachSetting, growth, ratioTo, tableOf } from "./columns.ts";
import { spaced, withUnit } from "./format.ts";
import { markdownColumns } from "./markdownColumns.ts";

type TableOf = (result: Result) => string;

const READING = "limits/reading";

/** The tables of the results page: the experiment, the heading that its table stands below, and the table. */
export const tables: readonly (readonly [experiment: string, heading: string, TableOf])[] = [
  ["memory", "Deltas from memory", fromMemory],
  ["events", "Events over HTTP", bySize],
  ["text", "Plain text over HTTP", bySize],
  ["paced", "An ordinary answer", paced],
  ["frame", "One more frame", of("frameMs")],
  ["five", "Five streams at once", fiveStreams],
  ["hidden", "A hidden tab", of("behindMs")],
  ["first", "The first delta", of("firstPaintMs")],
  ["reading", "Reading events in Node", of("megabytesPerSecond")],
  ["long-answer", "A very long answer", longAnswer],
  ["inputs", "Many small inputs", manyInputs],
  ["beside", "Beside the text", of("cpuMs")],
  ["size", "Bundle size", bundles],
  ["markdown", "Markdown as it comes", (result) => tableOf(result, markdownColumns(result))],
];

/** One figure in each setting. */
function of(figure: string): TableOf {
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
