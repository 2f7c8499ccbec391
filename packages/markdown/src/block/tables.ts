import { isBlank, trimBlanks } from "../text/characters.ts";
import type { Alignment } from "./blocks.ts";
import { type Decided, UNDECIDED } from "./line.ts";

/** Cuts a row into the texts of its cells. A backslash before a `|` makes it text. */
export function splitRow(row: string): string[] {
  const line = trimBlanks(row);
  const cells: string[] = [];
  let cell = "";
  let start = line.startsWith("|") ? 1 : 0;
  let at = start;
  for (; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === "\\" && line.charAt(at + 1) === "|") {
      cell += line.slice(start, at);
      start = ++at;
    } else if (char === "\\") {
      at++;
    } else if (char === "|") {
      cells.push(trimBlanks(cell + line.slice(start, at)));
      cell = "";
      start = at + 1;
    }
  }
  const last = trimBlanks(cell + line.slice(start));
  if (last || !line.endsWith("|") || cells.length === 0) cells.push(last);
  return cells;
}

/** Reads the line below a table's head: how its columns are aligned. */
export function readAlignments(
  text: string,
  at: number,
  isComplete: boolean,
  head: string,
): Decided<readonly Alignment[] | undefined> {
  // a `-` with a blank after it begins a list
  if (text.charAt(at) === "-" && isBlank(text.charAt(at + 1))) return undefined;
  if (!isAlignmentLine(text, at)) return undefined;
  if (!isComplete) return UNDECIDED;
  const row = text.slice(at);
  if (!row.includes("|") && !row.includes(":")) return undefined;
  const cells = splitRow(row);
  if (!cells.every(isAlignment) || cells.length !== splitRow(head).length) return undefined;
  return cells.map(alignmentOf);
}

function isAlignmentLine(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char !== "|" && char !== "-" && char !== ":" && !isBlank(char)) return false;
  }
  return true;
}

/** Whether a cell is a run of `-`, with a colon on either side or none. */
function isAlignment(cell: string): boolean {
  const start = cell.startsWith(":") ? 1 : 0;
  const end = cell.length - (cell.endsWith(":") ? 1 : 0);
  if (end <= start) return false;
  for (let at = start; at < end; at++) if (cell.charAt(at) !== "-") return false;
  return true;
}

function alignmentOf(cell: string): Alignment {
  if (cell.startsWith(":")) return cell.endsWith(":") ? "center" : "left";
  return cell.endsWith(":") ? "right" : undefined;
}
