import { createInline, type Inline } from "../inline/inline.ts";
import { parseInline } from "../inline/parseInline.ts";
import type { InlineContext } from "../inline/scan.ts";

/** A text with inline marks that is parsed as it grows: each time from where it last was settled. */
export interface Prose {
  /** What is parsed for good, and what may be parsed again. */
  settledText: string;
  text: string;
  /** All pieces, and the last of those that are parsed for good. */
  first: Inline | undefined;
  settled: Inline | undefined;
  /** How much was parsed last, in characters. */
  parsedChars: number;
  /** Whether it began with `[ ]` or `[x]` for a checkbox. */
  checkbox: "" | "x" | undefined;
}

/** From which length a text is parsed again only when it has grown by an eighth, in characters. */
const LONG_CHARS = 4096;
const GROWTH = 1.125;
/** How long the sign for a checkbox is, in characters. */
export const CHECKBOX_CHARS = 3;

export function createProse(text = ""): Prose {
  return {
    settledText: "",
    text,
    first: undefined,
    settled: undefined,
    parsedChars: 0,
    checkbox: undefined,
  };
}

/** Whether nothing has come. */
export function isEmpty({ settledText, text }: Prose): boolean {
  return settledText === "" && text === "";
}

/** Parses what is not settled, up to a place in it, as more may come; not if it is long and has grown by little. */
export function parseOpen(prose: Prose, end: number, context: InlineContext): boolean {
  if (end > LONG_CHARS && end < prose.parsedChars * GROWTH) return false;
  const checkpoint = parse(prose, end, true, context);
  if (!checkpoint) return true;
  prose.settled = checkpoint.last;
  prose.settledText += prose.text.slice(0, checkpoint.at);
  prose.text = prose.text.slice(checkpoint.at);
  prose.parsedChars = 0;
  return true;
}

/** Parses what is not settled, up to a place in it, as the end. */
export function parseClosed(prose: Prose, end: number, context: InlineContext): void {
  parse(prose, end, false, context);
}

/** Parses another text from its beginning. */
export function parseWhole(
  prose: Prose,
  text: string,
  isOpen: boolean,
  context: InlineContext,
): void {
  unsettle(prose);
  prose.text = text;
  parse(prose, text.length, isOpen, context);
}

/** Forgets what is settled: the text is parsed anew. */
export function unsettle(prose: Prose): void {
  prose.text = prose.settledText + prose.text;
  prose.settledText = "";
  prose.settled = undefined;
  prose.parsedChars = 0;
}

function parse(
  prose: Prose,
  end: number,
  isOpen: boolean,
  context: InlineContext,
): ReturnType<typeof parseInline>["checkpoint"] {
  const { settled, checkbox } = prose;
  const hasCheckbox = checkbox !== undefined && !settled;
  const from = hasCheckbox ? CHECKBOX_CHARS : 0;
  const { first, checkpoint } = parseInline(prose.text.slice(0, end), from, isOpen, context);
  prose.parsedChars = end;
  if (settled) {
    settled.next = first;
    if (first) first.previous = settled;
  } else if (hasCheckbox) {
    prose.first = createInline("checkbox", checkbox);
    prose.first.next = first;
  } else {
    prose.first = first;
  }
  return checkpoint;
}
