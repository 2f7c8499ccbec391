import { isBlank } from "../text/characters.ts";

/** A line as it is read, where a tab reaches to the next multiple of four columns. */
export interface Line {
  readonly text: string;
  /** Whether all of it has come. */
  readonly isComplete: boolean;
  at: number;
  column: number;
  /** How many columns of a tab before `at` are not read. */
  spare: number;
}

/** Says that a line's kind depends on what has not come. */
export const UNDECIDED = "undecided";

export type Decided<T> = T | typeof UNDECIDED;

const TAB_COLUMNS = 4;

export function createLine(text: string, isComplete: boolean): Line {
  return { text, isComplete, at: 0, column: 0, spare: 0 };
}

/** How far what comes next is indented, in columns, and where it begins. */
export function indentOf(line: Line): { columns: number; end: number } {
  let { at, column } = line;
  const start = column - line.spare;
  for (; isBlank(line.text.charAt(at)); at++) column += widthAt(line.text, at, column);
  return { columns: column - start, end: at };
}

/** Reads blanks, at most so many columns of them. */
export function skipColumns(line: Line, columns: number): void {
  let left = columns;
  const fromSpare = Math.min(line.spare, left);
  line.spare -= fromSpare;
  left -= fromSpare;
  while (left > 0 && isBlank(line.text.charAt(line.at))) {
    const width = widthAt(line.text, line.at, line.column);
    line.at++;
    line.column += width;
    line.spare = Math.max(0, width - left);
    left -= width;
  }
}

/** Reads up to a place. */
export function skipTo(line: Line, at: number): void {
  for (; line.at < at; line.at++) line.column += widthAt(line.text, line.at, line.column);
  line.spare = 0;
}

/** What has not been read. */
export function restOf(line: Line): string {
  return " ".repeat(line.spare) + line.text.slice(line.at);
}

function widthAt(text: string, at: number, column: number): number {
  return text.charAt(at) === "\t" ? TAB_COLUMNS - (column % TAB_COLUMNS) : 1;
}
