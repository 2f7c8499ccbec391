import { isBlank } from "../text/characters.ts";
import { addCode, type Code, type Fence } from "./blocks.ts";
import { readFenceEnd } from "./leafStarts.ts";
import { type Decided, indentOf, type Line, restOf, skipColumns, UNDECIDED } from "./line.ts";
import { CODE_COLUMNS } from "./starts.ts";

/** What a line is to the code that is open: text of it, a blank line that may be, its end, or something else. */
export type CodeLine = "text" | "blank" | "end" | "other";

/** Takes a line into the code that is open where it stands. */
export function takeCodeLine(line: Line, code: Code): Decided<CodeLine> {
  return code.fence ? takeFenced(line, code, code.fence) : takeIndented(line, code);
}

function takeFenced(line: Line, code: Code, fence: NonNullable<Code["fence"]>): Decided<CodeLine> {
  const { columns, end } = indentOf(line);
  const isEnd = columns < CODE_COLUMNS && readFenceEnd(line.text, end, line.isComplete, fence);
  if (isEnd === UNDECIDED) return UNDECIDED;
  if (isEnd) return "end";
  skipColumns(line, Math.min(fence.indent, columns));
  addCode(code, restOf(line));
  return "text";
}

function takeIndented(line: Line, code: Code): Decided<CodeLine> {
  const { columns, end } = indentOf(line);
  const isBlank = end >= line.text.length;
  if (isBlank && !line.isComplete) return UNDECIDED;
  if (!isBlank && columns < CODE_COLUMNS) return "other";
  skipColumns(line, CODE_COLUMNS);
  if (isBlank) {
    code.blankLines += `${restOf(line)}\n`;
    return "blank";
  }
  addCode(code, code.blankLines + restOf(line));
  code.blankLines = "";
  return "text";
}

/** The language that a fence names: the first word behind it. */
export function languageOf(fence: Fence | undefined): string {
  const info = fence?.info ?? "";
  let end = 0;
  while (end < info.length && !isBlank(info.charAt(end)) && info.charAt(end) !== "\n") end++;
  return info.slice(0, end);
}
