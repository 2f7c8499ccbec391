import { table } from "../../scripts/markdownTables.ts";
import type { Entry } from "../measure/rounds.ts";
import { median } from "../measure/statistics.ts";

/** The ratio from which on a build counts as slower. */
const SLOWER_FROM = 1.05;
const BEFORE = "before, ";

/** Whether this build takes more CPU time than the one before for what an entry measures. */
export function isSlower(entry: Entry, entries: readonly Entry[]): boolean {
  return !entry.contender.startsWith(BEFORE) && ratioOf(entry, entries) > SLOWER_FROM;
}

/** The medians of both builds, and their ratio, as a Markdown table. */
export function compareTable(commit: string, entries: readonly Entry[]): string {
  const rows = entries
    .filter(({ contender }) => !contender.startsWith(BEFORE))
    .map((entry) => {
      const { contender, setting, samples } = entry;
      return [
        `${contender}, ${setting}`,
        `${cpuMsOf(olderOf(entry, entries)).toFixed(1)} ms`,
        `${cpuMsOf(entry).toFixed(1)} ms`,
        ratioOf(entry, entries).toFixed(3),
        `${samples.length}`,
      ];
    });
  return table(["CPU time, medians", commit, "this build", "ratio", "rounds"], rows);
}

function ratioOf(entry: Entry, entries: readonly Entry[]): number {
  return cpuMsOf(entry) / cpuMsOf(olderOf(entry, entries));
}

function olderOf({ contender, setting }: Entry, entries: readonly Entry[]): Entry | undefined {
  return entries.find(
    (entry) => entry.contender === BEFORE + contender && entry.setting === setting,
  );
}

function cpuMsOf(entry: Entry | undefined): number {
  return median((entry?.samples ?? []).map(({ figures }) => figures["cpuMs"] ?? Number.NaN));
}
