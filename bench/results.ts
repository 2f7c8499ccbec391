import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Environment } from "./measure/environment.ts";
import type { Entry } from "./measure/rounds.ts";
import { median } from "./measure/statistics.ts";

/** All that an experiment measured. */
export interface Result {
  readonly experiment: string;
  readonly environment: Environment;
  readonly entries: readonly Entry[];
}

/** Where results that are kept stand. */
export const resultsFolder: string = fileURLToPath(new URL("results", import.meta.url));

const pathOf = (folder: string, experiment: string): string => `${folder}/${experiment}.json.gz`;

/** Writes a result, its figures with four digits, compressed: it is kept to make the page anew, not to be read. */
export function writeResult(folder: string, result: Result): void {
  mkdirSync(folder, { recursive: true });
  const round = (_key: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  writeFileSync(pathOf(folder, result.experiment), gzipSync(JSON.stringify(result, round)));
}

/**
 * Puts entries in the place of those that were measured before.
 * @param order all that the experiment measures: what is not in it any more is dropped.
 */
export function mergeEntries(
  earlier: readonly Entry[],
  entries: readonly Entry[],
  order: readonly Pick<Entry, "contender" | "setting">[],
): Entry[] {
  return order.flatMap((place) => {
    const isHere = (entry: Entry): boolean =>
      entry.contender === place.contender && entry.setting === place.setting;
    const entry = entries.find(isHere) ?? earlier.find(isHere);
    return entry ? [entry] : [];
  });
}

/** Reads an experiment's result; `undefined` if there is none. */
export function readResult(folder: string, experiment: string): Result | undefined {
  const path = pathOf(folder, experiment);
  return existsSync(path) ? JSON.parse(gunzipSync(readFileSync(path)).toString()) : undefined;
}

/** What was measured of a contender in a setting. */
export function entryOf(result: Result, contender: string, setting: string): Entry | undefined {
  return result.entries.find((one) => one.contender === contender && one.setting === setting);
}

/** Figures of which the worst of all runs counts; of the others the median does. */
const WORST = new Set(["longestTaskMs", "missedFrames", "behindMs"]);

/** What a figure comes to over all runs; `undefined` where it was not measured. */
export function figureOf(
  result: Result,
  contender: string,
  setting: string,
  figure: string,
): number | undefined {
  const values = (entryOf(result, contender, setting)?.samples ?? [])
    .map(({ figures }) => figures[figure])
    .filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  return WORST.has(figure) ? Math.max(...values) : median(values);
}

/** The settings of a result, in the order they were given. */
export function settingsOf({ entries }: Result): string[] {
  return [...new Set(entries.map(({ setting }) => setting))];
}

/** The contenders of a result, in the order they were given. */
export function contendersIn({ entries }: Result): string[] {
  return [...new Set(entries.map(({ contender }) => contender))];
}

/** The results that are kept, by the names of their experiments. */
export function keptResults(names: readonly string[]): Record<string, Result | undefined> {
  return Object.fromEntries(names.map((name) => [name, readResult(resultsFolder, name)]));
}
