import { contendersIn, figureOf, type Result, settingsOf } from "../results.ts";
import { colorOf } from "./colors.ts";
import { spaced, withUnit } from "./format.ts";
import type { Results } from "./goals/goal.ts";
import { plotLines, type Series } from "./lines.ts";
import { labelOf, pointsOf } from "./section.ts";

const ms = (value: number): string => withUnit("ms", value);

/** The plot of the results page, where growth is the point: file name → picture. What its tables say needs no bars. */
export function plotsOf({ memory }: Results): Record<string, string> {
  return memory ? { "memory.svg": growthPlot(memory) } : {};
}

/** Of ours the slowest framework stands there, of the usual forty lines the fastest. */
function growthPlot(result: Result): string {
  const series = contendersIn(result)
    .filter((id) => !/^(ours|usual)/.test(id))
    .map((id): Series => ({
      label: labelOf(id),
      color: colorOf(id),
      points: pointsOf(result, id, "cpuMs"),
    }));
  series.push(
    envelope(result, "ours", "ours (slowest of four)", Math.max),
    envelope(result, "usual", "usual forty lines (fastest of four)", Math.min),
  );
  return plotLines(
    "CPU time of the main thread, deltas handed over one by one",
    series.filter(({ points }) => points.length > 1),
    { x: spaced, y: ms },
  );
}

/** The slowest or fastest of several contenders, where all of them were measured. */
function envelope(
  result: Result,
  kind: string,
  label: string,
  pick: (...values: number[]) => number,
): Series {
  const ids = contendersIn(result).filter((id) => id.startsWith(kind));
  const points = settingsOf(result).flatMap((setting): [number, number][] => {
    const values = ids.map((id) => figureOf(result, id, setting, "cpuMs") ?? Number.NaN);
    const value = pick(...values);
    return Number.isNaN(value) ? [] : [[Number(setting), value]];
  });
  return { label, color: colorOf(kind), points };
}
