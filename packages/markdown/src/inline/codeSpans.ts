import { skipRun } from "../text/characters.ts";
import { createInline, push, pushText } from "./inline.ts";
import type { Scan } from "./scan.ts";

/** How long code is that is taken to come to an end, in characters. */
const MAX_GUESS_CHARS = 200;

/** Reads a run of backticks, and the code up to the next run as long. */
export function takeCodeSpan(scan: Scan): void {
  const { text, at, list } = scan;
  const start = skipRun(text, at);
  if (scan.isOpen && start >= text.length) {
    // how long the run gets is not known
    scan.at = start;
    return;
  }
  const length = start - at;
  const end = findRun(scan, length, start);
  if (end !== undefined) {
    push(list, createInline("code", codeText(text.slice(start, end))));
    scan.at = end + length;
    return;
  }
  if (scan.isOpen) scan.isUnsettled = true;
  if (scan.isOpen && text.length - start < MAX_GUESS_CHARS) {
    push(list, createInline("code", guessedText(text.slice(start)))).isGuess = true;
    scan.at = text.length;
    return;
  }
  pushText(list, text.slice(at, start));
  scan.at = start;
}

/** Where the next run of exactly `length` backticks stands. */
function findRun(scan: Scan, length: number, from: number): number | undefined {
  scan.backticks ??= findRuns(scan.text, scan.at);
  const runs = scan.backticks.get(length);
  if (!runs) return undefined;
  while ((runs.places[runs.next] ?? from) < from) runs.next++;
  return runs.places[runs.next];
}

function findRuns(text: string, from: number): NonNullable<Scan["backticks"]> {
  const runs: NonNullable<Scan["backticks"]> = new Map();
  let at = text.indexOf("`", from);
  while (at >= 0) {
    const end = skipRun(text, at);
    const same = runs.get(end - at);
    if (same) same.places.push(at);
    else runs.set(end - at, { places: [at], next: 0 });
    at = text.indexOf("`", end);
  }
  return runs;
}

/** Code on one line, without one space on both sides, which is there for backticks within. */
function codeText(source: string): string {
  const line = source.replaceAll("\n", " ");
  const isPadded = line.startsWith(" ") && line.endsWith(" ") && line.trim() !== "";
  return isPadded ? line.slice(1, -1) : line;
}

/** What is shown of code whose end has not come: no backticks or space at the end, which may belong to it. */
function guessedText(source: string): string {
  const line = source.replaceAll("\n", " ");
  let end = line.length;
  while (line.charAt(end - 1) === "`") end--;
  return line.startsWith(" ") ? line.slice(1, end) : line.slice(0, end);
}
