import type { Container } from "./blocks.ts";
import { type Decided, indentOf, type Line, skipColumns, skipTo, UNDECIDED } from "./line.ts";
import { CODE_COLUMNS, skipQuoteMark } from "./starts.ts";

/** Reads how many of the open containers a line goes on with. */
export function goOn(line: Line, open: readonly Container[]): Decided<number> {
  for (const [depth, container] of open.entries()) {
    const goesOn = goesOnWith(line, container);
    if (goesOn === UNDECIDED) return UNDECIDED;
    if (!goesOn) return depth;
  }
  return open.length;
}

function goesOnWith(line: Line, container: Container): Decided<boolean> {
  if (container.kind === "document" || container.kind === "list") return true;
  const { columns, end } = indentOf(line);
  const isBlank = end >= line.text.length;
  if (isBlank && !line.isComplete) return UNDECIDED;
  if (container.kind === "quote") {
    if (columns >= CODE_COLUMNS || line.text.charAt(end) !== ">") return false;
    return skipQuoteMark(line, end) || UNDECIDED;
  }
  if (isBlank) {
    // an item may begin with one blank line at most
    if (!container.isBegun) return false;
    skipTo(line, end);
    return true;
  }
  if (columns < container.offset) return false;
  skipColumns(line, container.offset);
  return true;
}
