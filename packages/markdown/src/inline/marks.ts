import { type Inline, push, pushText } from "./inline.ts";
import type { Scan } from "./scan.ts";

/** A mark within a line that Markdown does not have by itself. */
export interface MarkSyntax {
  /** The character that it begins with. */
  readonly start: string;
  /** Reads it where that character stands; `undefined` if there is none. */
  read(place: MarkPlace): ReadMark | undefined;
}

/** Where a mark may stand. */
export type MarkPlace = Pick<Scan, "text" | "at" | "isOpen" | "context">;

/** A mark, read. */
export interface ReadMark {
  /** What stands for it; none where what has come of it is held. */
  readonly inline: Inline | undefined;
  readonly end: number;
  /** Whether what comes may make something else of it. */
  readonly isUnsettled: boolean;
}

/** Takes a mark that is not Markdown's own. */
export function takeMark(scan: Scan, char: string): boolean {
  for (const { start, read } of scan.context.grammar.marks) {
    const mark = start === char ? read(scan) : undefined;
    if (!mark) continue;
    if (mark.inline?.kind === "text") pushText(scan.list, mark.inline.text);
    else if (mark.inline) push(scan.list, mark.inline);
    if (mark.isUnsettled) scan.isUnsettled = true;
    scan.at = mark.end;
    return true;
  }
  return false;
}
