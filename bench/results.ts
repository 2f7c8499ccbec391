import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Machine } from "./measure/machine.ts";
import type { Entry } from "./measure/rounds.ts";
import { median } from "./measure/statistics.ts";

/** What was measured of one contender in one setting, and when and where. */
export interface KeptEntry extends Entry {
  readonly machine: Machine;
}

/** All that an experiment measured. */
export type Result = readonly KeptEntry[];

/** Results by the names of their experiments. */
export type Results = Readonly<Record<string, Result>>;

/** Where results that are kept stand. */
export const resultsFolder: string = join(import.meta.dirname, "results");

/** Keeps figures, with six digits, compressed: they are there to make a page anew, not to be read. */
export function writeKept(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const round = (_key: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
  writeFileSync(path, gzipSync(JSON.stringify(value, round)));
}

/** Reads figures that were kept. */
export function readKept<Figures>(path: string): Figures {
  return JSON.parse(gunzipSync(readFileSync(path)).toString()) as Figures;
}

/** The file of an experiment's result. */
export const pathOf = (folder: string, experiment: string): string =>
  join(folder, `${experiment}.json.gz`);

/** What is kept of an experiment; nothing if it was never run. */
export function readResult(folder: string, experiment: string): Result {
  const path = pathOf(folder, experiment);
  return existsSync(path) ? readKept(path) : [];
}

/**
 * Puts entries in the place of those that were measured before.
 * @param order all that the experiment measures: what is not in it any more is dropped.
 */
export function mergeEntries(
  earlier: Result,
  entries: Result,
  order: readonly Pick<Entry, "contender" | "setting">[],
): Result {
  return order.flatMap(({ contender, setting }) => {
    const entry = entryOf(entries, contender, setting) ?? entryOf(earlier, contender, setting);
    return entry ? [entry] : [];
  });
}

/** What was measured of a contender in a setting. */
export function entryOf(result: Result, contender: string, setting: string): KeptEntry | undefined {
  return result.find((one) => one.contender === contender && one.setting === setting);
}

/** Figures of which the worst of all runs counts; of the others the median does. */
const WORST = new Set(["longestTaskMs", "longestTaskClockMs", "missedFrames", "behindMs"]);

/** What a figure comes to over all runs: infinite where the contender crashed or ran out of time, `NaN` where it was not measured. */
export function valueOf(
  result: Result,
  contender: string,
  setting: string,
  figure: string,
): number {
  const { samples = [], failure } = entryOf(result, contender, setting) ?? {};
  if (failure) return Infinity;
  const values = samples.flatMap(({ figures }) => figures[figure] ?? []);
  return WORST.has(figure) && values.length > 0 ? Math.max(...values) : median(values);
}

/** The settings of a result, in the order they were given. */
export function settingsOf(result: Result): string[] {
  return [...new Set(result.map(({ setting }) => setting))];
}

/** The contenders of a result, in the order they were given. */
export function contendersIn(result: Result): string[] {
  return [...new Set(result.map(({ contender }) => contender))];
}
