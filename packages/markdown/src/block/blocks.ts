import type { Note } from "../inline/inline.ts";
import { createProse, type Prose } from "./prose.ts";

/** Which side a table's column is aligned to. */
export type Alignment = "left" | "center" | "right" | undefined;

/** The mark of a list of footnotes. */
export const NOTE_MARKER = "^";

/** What every block has. */
interface Common {
  readonly parent: Container | undefined;
}

/** A block that holds others. */
interface Holder extends Common {
  readonly children: Block[];
  /** The last line that is not blank of those it holds. */
  lastLine: number;
  /** Whether it has held a block, which may have been definitions alone. */
  isBegun: boolean;
}

export interface DocumentBlock extends Holder {
  readonly kind: "document";
}

export interface Quote extends Holder {
  readonly kind: "quote";
}

export interface List extends Holder {
  readonly kind: "list";
  /** `-`, `+`, `*`, `.`, `)`, or `^` of footnotes: items with another mark are of another list. */
  readonly marker: string;
  /** The first item's number, in a list with numbers. */
  readonly start: number | undefined;
  /** Whether blank lines stand between its blocks: then its texts are paragraphs. */
  isLoose: boolean;
}

export interface Item extends Holder {
  readonly kind: "item";
  readonly parent: List;
  /** The footnote that it says. */
  readonly note: Note | undefined;
  /** How far what belongs to it is indented, in columns. */
  readonly offset: number;
}

/** A block of text with inline marks. */
export interface Paragraph extends Common {
  readonly kind: "paragraph";
  readonly prose: Prose;
  /** The last line, without its indentation. */
  line: string;
  /** Where that line begins in the text still to be parsed; negative if that begins later. */
  lineStart: number;
  /** How much there was when definitions were last looked for, in characters. */
  definitionsReadChars: number;
}

export interface Heading extends Common {
  readonly kind: "heading";
  readonly level: number;
  /** Whether a line below makes it one: then a `#` at its end is text. */
  readonly isUnderlined: boolean;
  readonly prose: Prose;
}

export interface Code extends Common {
  readonly kind: "code";
  readonly language: string;
  /** Whether it is shown as math. */
  readonly isMath: boolean;
  readonly fence: Fence | undefined;
  text: string;
  /** What of the text has not been shown. */
  added: string;
  /** Blank lines that are part of it if more follows, where there is no fence. */
  blankLines: string;
}

/** What a fenced block of code begins with. */
export interface Fence {
  readonly char: string;
  readonly length: number;
  readonly indent: number;
  readonly info: string;
}

export interface Rule extends Common {
  readonly kind: "rule";
}

export interface Table extends Common {
  readonly kind: "table";
  readonly alignments: readonly Alignment[];
  readonly rows: Row[];
}

export interface Row {
  readonly kind: "row";
  readonly table: Table;
  readonly isHead: boolean;
  /** Its line, as far as it has come. */
  line: string;
  /** How long the line was when its cells were last read, in characters, and how many cells will not change. */
  readChars: number;
  finishedCells: number;
  readonly cells: Cell[];
}

export interface Cell {
  readonly kind: "cell";
  readonly alignment: Alignment;
  readonly prose: Prose;
}

export type Container = DocumentBlock | Quote | List | Item;
export type Leaf = Paragraph | Heading | Code | Rule | Table;
export type Block = Container | Leaf;
/** Blocks with inline marks. */
export type TextBlock = Paragraph | Heading | Cell;

export function createHolder(lineNumber: number): Omit<Holder, "parent"> {
  return { children: [], lastLine: lineNumber, isBegun: false };
}

export function createDocument(): DocumentBlock {
  return { kind: "document", parent: undefined, ...createHolder(0) };
}

export function createParagraph(parent: Container): Paragraph {
  return {
    kind: "paragraph",
    parent,
    prose: createProse(),
    line: "",
    lineStart: 0,
    definitionsReadChars: 0,
  };
}

export function createCode(
  parent: Container,
  language: string,
  isMath: boolean,
  fence?: Fence,
): Code {
  return { kind: "code", parent, language, isMath, fence, text: "", added: "", blankLines: "" };
}

/** The kind of element that something of one's own may stand for. */
export function elementKindOf(block: Block): Block["kind"] | "math" {
  return block.kind === "code" && block.isMath ? "math" : block.kind;
}

/** Whether a paragraph stands in an item as plain text. */
export function isTight({ parent }: Paragraph): boolean {
  return parent?.kind === "item" && !parent.parent.isLoose;
}

export function addCode(code: Code, text: string): void {
  code.text += text;
  code.added += text;
}
