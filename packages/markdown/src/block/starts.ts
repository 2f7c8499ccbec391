import { isBlank, isDigit, skipBlanks } from "../text/characters.ts";
import type { Grammar } from "../text/grammar.ts";
import { type Alignment, type Fence, NOTE_MARKER } from "./blocks.ts";
import { readFence, readHeading, readRule, readUnderline } from "./leafStarts.ts";
import { type Decided, indentOf, type Line, skipColumns, skipTo, UNDECIDED } from "./line.ts";
import { readAlignments } from "./tables.ts";

/** How deep containers may stand in each other. */
export const MAX_DEPTH = 100;
/** From how many columns on a line is code. */
export const CODE_COLUMNS = 4;
/** How many digits an item's number has at most. */
const MAX_DIGITS = 9;

/** A container that a line begins. */
export type ContainerStart =
  | { readonly kind: "quote" }
  | {
      readonly kind: "item";
      readonly marker: string;
      readonly start: number | undefined;
      readonly offset: number;
      /** Of a footnote. */
      readonly label?: string;
    };

/** What a line holds within its containers. */
export type LeafStart =
  | { readonly kind: "text" | "blank" | "rule" | "indented" }
  | { readonly kind: "heading" | "underline"; readonly level: number }
  | { readonly kind: "fence"; readonly fence: Fence }
  | { readonly kind: "table"; readonly alignments: readonly Alignment[] };

/** Where a line stands. */
export interface Place {
  /** How many containers it stands in. */
  readonly depth: number;
  /** Whether a paragraph is open, which the line may go on with. */
  readonly isAfterText: boolean;
  /** The last line of that paragraph, if it stands in the same containers. */
  readonly lineAbove: string | undefined;
  /** Whether that paragraph has more than definitions. */
  hasTextAbove(): boolean;
  /** The mark of the list that the line stands in, if it is in none of its items. */
  readonly listMarker: string | undefined;
  readonly grammar: Grammar;
}

/** What a line begins. */
export interface Starts {
  readonly containers: readonly ContainerStart[];
  readonly leaf: LeafStart;
}

/** Reads what a line begins, from where the containers it goes on with are read. */
export function readStarts(line: Line, place: Place): Decided<Starts> {
  const containers: ContainerStart[] = [];
  for (;;) {
    const isFirst = containers.length === 0;
    const { columns, end } = indentOf(line);
    if (end >= line.text.length) {
      return line.isComplete ? { containers, leaf: { kind: "blank" } } : UNDECIDED;
    }
    if (columns >= CODE_COLUMNS) {
      const isText = place.isAfterText && isFirst;
      return { containers, leaf: { kind: isText ? "text" : "indented" } };
    }
    const leaf = readLeaf(line, end, columns, place, isFirst);
    if (leaf === UNDECIDED) return UNDECIDED;
    if (leaf) return { containers, leaf };
    const hasRoom = place.depth + containers.length < MAX_DEPTH;
    const container = hasRoom ? readContainer(line, end, columns, place, isFirst) : undefined;
    if (container === UNDECIDED) return UNDECIDED;
    if (!container) return { containers, leaf: { kind: "text" } };
    containers.push(container);
  }
}

function readLeaf(
  line: Line,
  at: number,
  indent: number,
  place: Place,
  isFirst: boolean,
): Decided<LeafStart | undefined> {
  const { text, isComplete } = line;
  const level = readHeading(text, at, isComplete);
  if (level === UNDECIDED) return UNDECIDED;
  if (level > 0) {
    skipTo(line, at + level);
    return { kind: "heading", level };
  }
  const fence = readFence(text, at, indent, isComplete, place.grammar);
  if (fence === UNDECIDED) return UNDECIDED;
  if (fence) return { kind: "fence", fence };
  const below =
    isFirst && place.lineAbove !== undefined
      ? readBelowText(line, at, place.lineAbove, place)
      : undefined;
  if (below) return below;
  const isRule = readRule(text, at, isComplete);
  if (isRule === UNDECIDED) return UNDECIDED;
  return isRule ? { kind: "rule" } : undefined;
}

/** Reads what makes another block of the text above. */
function readBelowText(
  { text, isComplete }: Line,
  at: number,
  lineAbove: string,
  place: Place,
): Decided<LeafStart | undefined> {
  const level = readUnderline(text, at, isComplete);
  if (level === UNDECIDED) return UNDECIDED;
  if (level > 0 && place.hasTextAbove()) return { kind: "underline", level };
  if (!place.grammar.isGfm) return undefined;
  const alignments = readAlignments(text, at, isComplete, lineAbove);
  if (alignments === UNDECIDED) return UNDECIDED;
  return alignments && { kind: "table", alignments };
}

function readContainer(
  line: Line,
  at: number,
  indent: number,
  place: Place,
  isFirst: boolean,
): Decided<ContainerStart | undefined> {
  const char = line.text.charAt(at);
  if (char === "[") return readNote(line, at, place);
  if (char !== ">") return readItem(line, at, indent, place, isFirst);
  return skipQuoteMark(line, at) ? { kind: "quote" } : UNDECIDED;
}

/** Reads what begins a footnote, where the text may have some. */
function readNote(line: Line, at: number, { grammar }: Place): Decided<ContainerStart | undefined> {
  const note = grammar.notes?.readStart(line.text, at, line.isComplete);
  if (note === UNDECIDED || !note) return note;
  skipTo(line, skipBlanks(line.text, note.end));
  const { label } = note;
  return { kind: "item", marker: NOTE_MARKER, start: undefined, offset: CODE_COLUMNS, label };
}

/** Reads a `>` and the space after it; `false` if that has not come. */
export function skipQuoteMark(line: Line, at: number): boolean {
  skipTo(line, at + 1);
  if (line.at >= line.text.length && !line.isComplete) return false;
  if (isBlank(line.text.charAt(line.at))) skipColumns(line, 1);
  return true;
}

function readItem(
  line: Line,
  at: number,
  indent: number,
  place: Place,
  isFirst: boolean,
): Decided<ContainerStart | undefined> {
  const { text, isComplete } = line;
  const markerEnd = readMarkerEnd(text, at);
  if (markerEnd >= text.length && !isComplete && markerEnd > at) return UNDECIDED;
  const marker = text.charAt(markerEnd - 1);
  if (markerEnd === at || isDigit(marker)) return undefined;
  const next = skipBlanks(text, markerEnd);
  if (next === markerEnd && next < text.length) return undefined;
  const isEmpty = next >= text.length;
  if (isEmpty && !isComplete) return UNDECIDED;
  const start = markerEnd - at > 1 ? Number(text.slice(at, markerEnd - 1)) : undefined;
  const goesOn = isFirst && place.listMarker === marker;
  const isInText = isFirst && place.lineAbove !== undefined;
  if (isInText && !goesOn && (isEmpty || (start ?? 1) !== 1)) return undefined;

  skipTo(line, markerEnd);
  const { columns } = indentOf(line);
  const width = indent + markerEnd - at;
  if (isEmpty) {
    skipTo(line, text.length);
    return { kind: "item", marker, start, offset: width + 1 };
  }
  // a text further away is code
  const gap = columns > CODE_COLUMNS ? 1 : columns;
  skipColumns(line, gap);
  return { kind: "item", marker, start, offset: width + gap };
}

/** Where a bullet, or a number with its mark, ends; a number without one ends where the text does. */
function readMarkerEnd(text: string, at: number): number {
  const char = text.charAt(at);
  if (char === "-" || char === "+" || char === "*") return at + 1;
  let end = at;
  while (end - at < MAX_DIGITS && isDigit(text.charAt(end))) end++;
  if (end === at || end >= text.length) return end;
  return text.charAt(end) === "." || text.charAt(end) === ")" ? end + 1 : at;
}
