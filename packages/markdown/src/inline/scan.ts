import type { Grammar } from "../text/grammar.ts";
import { createDelimiters, type Delimiters } from "./delimiters.ts";
import { createList, type Inline, type InlineList, type Note } from "./inline.ts";
import type { Bracket } from "./brackets.ts";

/** Where a reference leads. */
export interface Definition {
  readonly href: string;
  readonly title: string | undefined;
}

/** What inline marks depend on beside their own text. */
export interface InlineContext {
  readonly grammar: Grammar;
  /** The definition of a label; one that is looked for in vain may come later, and is expected to if so told. */
  findDefinition(label: string, isExpected: boolean): Definition | undefined;
  /** The footnote of a label, if it is defined or expected to be. */
  findNote(label: string): Note | undefined;
  /** Whether `[text][label]` is taken to become a link. */
  readonly isReferenceExpected: boolean;
  /** Whether it is the text of a paragraph. */
  readonly isParagraph: boolean;
}

/** A text's inline marks as they are read. */
export interface Scan {
  readonly text: string;
  /** Where it begins. */
  readonly start: number;
  at: number;
  /** Whether more text may follow. */
  readonly isOpen: boolean;
  readonly context: InlineContext;
  readonly list: InlineList;
  readonly delimiters: Delimiters;
  /** The innermost bracket that is open. */
  bracket: Bracket | undefined;
  /** How many brackets have been opened, and before which of them no link may begin any more, as one has ended since. */
  brackets: number;
  bracketsWithoutLink: number;
  /** Whether what has been read may change its meaning by what comes. */
  isUnsettled: boolean;
  /** From where on a mail address may begin: not before a mark, or a character that a backslash stood before. */
  addressStart: number;
  /** Up to where no bare address can begin. */
  noAddressBefore: number;
  /** Where runs of backticks of each length stand. */
  backticks: Map<number, { readonly places: number[]; next: number }> | undefined;
  /** From where it is enough to parse when more has come, and the last piece before that. */
  checkpoint: Checkpoint | undefined;
}

export interface Checkpoint {
  readonly at: number;
  readonly last: Inline;
}

export function createScan(
  text: string,
  from: number,
  isOpen: boolean,
  context: InlineContext,
): Scan {
  const list = createList();
  return {
    text,
    start: from,
    at: from,
    isOpen,
    context,
    list,
    delimiters: createDelimiters(list),
    bracket: undefined,
    brackets: 0,
    bracketsWithoutLink: 0,
    isUnsettled: false,
    addressStart: from,
    noAddressBefore: 0,
    backticks: undefined,
    checkpoint: undefined,
  };
}

/** Whether nothing that comes can change what has been read so far. */
export function isSettled(scan: Scan): boolean {
  if (!scan.isOpen || scan.bracket || scan.isUnsettled) return false;
  scan.delimiters.match(undefined);
  return !scan.delimiters.hasOpener();
}

/** Notes that what stands so far need not be parsed again. */
export function setCheckpoint(scan: Scan, at: number): void {
  scan.checkpoint = { at, last: scan.list.last };
  scan.list.sealed = scan.list.last;
}
