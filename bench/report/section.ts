import { everyone } from "../contenders.ts";
import { growthExponent } from "../measure/statistics.ts";
import { contendersIn, entryOf, figureOf, type Result, settingsOf } from "../results.ts";
import { ratio, withUnit } from "./format.ts";
import { table } from "./table.ts";

/** What marks a figure of fewer runs than five. */
const FEW = ["", " ¹", " ²", " ³", " ⁴"];

/** One column of a table: a figure in a setting, or what is made of several. */
export interface Column {
  readonly heading: string;
  cell(contender: string): string;
}

/** The name that tables give a contender. */
export function labelOf(contender: string): string {
  return everyone.find(({ id }) => id === contender)?.label ?? contender;
}

/** A column of one figure in one setting; why there is none where there is none. */
export function column(
  result: Result,
  setting: string,
  figure: string,
  heading: string = setting,
): Column {
  return {
    heading,
    cell(contender) {
      const entry = entryOf(result, contender, setting);
      const value = figureOf(result, contender, setting, figure);
      if (value === undefined) return entry?.failure ?? "";
      const isWrong = entry?.samples.some(({ mismatch }) => mismatch);
      const runs = entry?.samples.length ?? 0;
      return `${withUnit(figure, value)}${isWrong ? " †" : ""}${FEW[runs] ?? ""}`;
    },
  };
}

/** The table of a result: one row a contender. */
export function tableOf(result: Result, columns: readonly Column[]): string {
  const rows = contendersIn(result).map((contender) => [
    labelOf(contender),
    ...columns.map(({ cell }) => cell(contender)),
  ]);
  return table(["", ...columns.map(({ heading }) => heading)], rows);
}

/** What stands beside a wrong text, for each contender that had one. */
export function wrongTexts({ entries }: Result): string {
  return entries
    .flatMap(({ contender, setting, samples }) => {
      const wrong = samples.filter(({ mismatch }) => mismatch);
      return wrong.length > 0
        ? [
            `† ${labelOf(contender)}, ${setting}: ${wrong.length} of ${samples.length} runs ended with a wrong text: ${wrong[0]!.mismatch}.`,
          ]
        : [];
    })
    .join("\n\n");
}

/** How many times a figure is that of another contender. */
export function ratioTo(
  result: Result,
  setting: string,
  figure: string,
  other: string,
  heading: string,
): Column {
  return {
    heading,
    cell(contender) {
      const [mine, theirs] = [contender, other].map((one) =>
        figureOf(result, one, setting, figure),
      );
      return mine === undefined || theirs === undefined ? "" : ratio(mine / theirs);
    },
  };
}

/** The exponent of growth over all settings, which are sizes. */
export function growth(result: Result, figure: string): Column {
  return {
    heading: "growth",
    cell(contender) {
      const points = pointsOf(result, contender, figure);
      return points.length < 2 ? "" : `n^${growthExponent(points).toFixed(2)}`;
    },
  };
}

/** A figure of a contender over all settings, which are sizes. */
export function pointsOf(result: Result, contender: string, figure: string): [number, number][] {
  return settingsOf(result).flatMap((setting) => {
    const value = figureOf(result, contender, setting, figure);
    return value === undefined ? [] : [[Number(setting), value]];
  });
}

/** How an experiment stands on the results page. */
export interface Section {
  readonly experiment: string;
  readonly title: string;
  readonly about: string;
  /** A plot's file, and what it shows. */
  readonly plot?: { readonly file: string; readonly alt: string };
  body(result: Result): string;
}

/** A table of one figure, a column a setting. */
export function tableOfFigure(figure: string): (result: Result) => string {
  return (result) =>
    tableOf(
      result,
      settingsOf(result).map((setting) => column(result, setting, figure)),
    );
}
