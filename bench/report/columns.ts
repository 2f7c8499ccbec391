import { table } from "../../scripts/markdownTables.ts";
import { everyone } from "../contenders.ts";
import { growthExponent } from "../measure/statistics.ts";
import { contendersIn, entryOf, type Result, settingsOf, valueOf } from "../results.ts";
import { ratio, spaced, withUnit } from "./format.ts";

/** One column of a table: its heading, and its cell for each contender. */
export type Column = readonly [heading: string, cell: (contender: string) => string];

/** What marks a figure of fewer runs than five. */
const FEW = ["", " ¹", " ²", " ³", " ⁴"];

/** The name that tables give a contender. */
export function labelOf(contender: string): string {
  return everyone.find(({ id }) => id === contender)?.label ?? contender;
}

/** The table of a result: a row for each contender, and when and at which commit it was measured. */
export function tableOf(result: Result, columns: readonly Column[]): string {
  const all: readonly Column[] = [
    ...columns,
    ["measured", (contender) => taken(result, contender)],
  ];
  const rows = contendersIn(result).map((contender) => [
    labelOf(contender),
    ...all.map(([, cell]) => cell(contender)),
  ]);
  return table(["", ...all.map(([heading]) => heading)], rows);
}

function taken(result: Result, contender: string): string {
  const own = result.filter((entry) => entry.contender === contender);
  const moments = own.map(({ machine: { date, commit } }) => `${date}, ${commit}`);
  return [...new Set(moments)].join("; ");
}

/** A column of one figure in one setting; why there is none where there is none. */
export function column(result: Result, setting: string, figure: string, heading?: string): Column {
  return [
    heading ?? headingOf(setting),
    (contender) => {
      const { samples = [], failure } = entryOf(result, contender, setting) ?? {};
      const value = valueOf(result, contender, setting, figure);
      if (!Number.isFinite(value)) return failure ?? "";
      const isWrong = samples.some(({ mismatch }) => mismatch);
      return `${withUnit(figure, value)}${FEW[samples.length] ?? ""}${isWrong ? ", wrong text" : ""}`;
    },
  ];
}

/** A setting with spaces between the thousands of its numbers. */
function headingOf(setting: string): string {
  const words = setting.split(" ");
  return words.map((word) => (Number(word) >= 1000 ? spaced(Number(word)) : word)).join(" ");
}

/** A column of one figure for each setting. */
export function eachSetting(result: Result, figure: string): Column[] {
  return settingsOf(result).map((setting) => column(result, setting, figure));
}

/** How many times a contender's CPU time is that of another. */
export function ratioTo(other: string, result: Result, setting: string, heading: string): Column {
  const cpuMsOf = (contender: string): number => valueOf(result, contender, setting, "cpuMs");
  return [
    heading,
    (contender) => {
      const times = cpuMsOf(contender) / cpuMsOf(other);
      return Number.isFinite(times) ? ratio(times) : "";
    },
  ];
}

/** The exponent of growth over all settings, which are sizes. */
export function growth(result: Result, figure: string): Column {
  return [
    "growth",
    (contender) => {
      const points = pointsOf(result, contender, figure);
      return points.length < 2 ? "" : `n^${growthExponent(points).toFixed(2)}`;
    },
  ];
}

/** A figure of a contender over all settings, which are sizes. */
export function pointsOf(result: Result, contender: string, figure: string): [number, number][] {
  return settingsOf(result)
    .map((setting): [number, number] => [
      Number(setting),
      valueOf(result, contender, setting, figure),
    ])
    .filter(([, value]) => Number.isFinite(value));
}
