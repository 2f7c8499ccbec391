import { finishNotes } from "./block/finishNotes.ts";
import { type Decided, UNDECIDED } from "./block/line.ts";
import { createInline, type Inline, type Note } from "./inline/inline.ts";
import { MAX_LABEL_CHARS, normalizeLabel, type Read, UNFINISHED } from "./inline/links.ts";
import type { MarkPlace, ReadMark } from "./inline/marks.ts";
import { isWhitespace } from "./text/characters.ts";
import type { MarkdownSyntax } from "./types.ts";

/** How long a reference is held whose end has not come, in characters. */
const MAX_HELD_CHARS = 64;
/** How long `[^` is, in characters. */
const MARK_CHARS = 2;

/**
 * `[^label]` in a text, and `[^label]: what is said` at the beginning of a line, are footnotes, for `syntax`. They are numbered as
 * they are mentioned, and stand where they are written. With `idPrefix` they lead to each other once the text has ended.
 * @example
 * ```ts
 * attachMarkdown(element, stream, { syntax: [footnotes], idPrefix: "answer-" });
 * ```
 */
export const footnotes: MarkdownSyntax = {
  marks: [{ start: "[", read: readReference }],
  notes: { readStart, finish: finishNotes },
};

function readReference({ text, at, isOpen, context }: MarkPlace): ReadMark | undefined {
  if (text.charAt(at + 1) !== "^") return undefined;
  const end = labelEnd(text, at + MARK_CHARS);
  if (end === undefined) return undefined;
  if (end === UNFINISHED) {
    const isHeld = isOpen && text.length - at < MAX_HELD_CHARS;
    return isHeld ? { inline: undefined, end: text.length, isUnsettled: true } : undefined;
  }
  const note = context.findNote(normalizeLabel(text.slice(at + MARK_CHARS, end)));
  return note && { inline: referenceTo(note), end: end + 1, isUnsettled: false };
}

function referenceTo(note: Note): Inline {
  const reference = createInline("footnote");
  reference.first = createInline("footnoteNumber", String(note.number));
  reference.first.note = note;
  return reference;
}

function readStart(
  text: string,
  at: number,
  isComplete: boolean,
): Decided<{ label: string; end: number } | undefined> {
  const mark = text.slice(at, at + MARK_CHARS);
  if (mark === "[" && !isComplete) return UNDECIDED;
  if (mark !== "[^") return undefined;
  const end = labelEnd(text, at + MARK_CHARS);
  const isCut = end === UNFINISHED || (end !== undefined && end + 1 >= text.length);
  if (isCut && !isComplete) return UNDECIDED;
  if (end === undefined || end === UNFINISHED || text.charAt(end + 1) !== ":") return undefined;
  return { label: normalizeLabel(text.slice(at + MARK_CHARS, end)), end: end + 2 };
}

/** Where a label ends, at its bracket: it has no white space. */
function labelEnd(text: string, from: number): Read<number> {
  for (let at = from; at <= from + MAX_LABEL_CHARS; at++) {
    if (at >= text.length) return UNFINISHED;
    const char = text.charAt(at);
    if (char === "]") return at === from ? undefined : at;
    if (char === "[" || isWhitespace(char)) return undefined;
    if (char === "\\") at++;
  }
  return undefined;
}
