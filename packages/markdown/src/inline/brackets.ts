import { type Delimiter, MAX_INLINE_DEPTH } from "./delimiters.ts";
import { isBlank, isDigit, isWhitespace } from "../text/characters.ts";
import { createInline, cutFrom, type Inline, push, pushText, wrap } from "./inline.ts";
import { MAX_LABEL_CHARS, normalizeLabel, readLabelEnd, readTarget, UNFINISHED } from "./links.ts";
import type { Scan } from "./scan.ts";

/** A `[` or `![` that may begin a link or an image. */
export interface Bracket {
  readonly id: number;
  readonly isImage: boolean;
  readonly mark: Inline;
  /** Where its text begins. */
  readonly at: number;
  /** The last run of `*` and the like before it. */
  readonly bottom: Delimiter | undefined;
  /** How deep marks stand in each other after that run, before the bracket. */
  readonly depth: number;
  /** Whether another bracket was opened within it. */
  hasInner: boolean;
  readonly previous: Bracket | undefined;
}

/** How long a link's text or target is that is taken to come to an end, in characters. */
const MAX_GUESS_TEXT_CHARS = 200;
const MAX_GUESS_TARGET_CHARS = 2000;
/** How long the text of `[1, 2]` or `[^label]` is that is held, in characters. */
const MAX_HELD_CHARS = 32;

/** Where a link or an image ends, and where it leads: nowhere yet if its definition is expected. */
interface LinkEnd {
  readonly href: string | undefined;
  readonly title: string | undefined;
  readonly end: number;
}

/** What a closing bracket ends: a link or an image, one that is taken to become so, what is hardly one but may be, or nothing. */
type Ending = LinkEnd | "guess" | "held" | undefined;

export function openBracket(scan: Scan, isImage: boolean): void {
  const mark = push(scan.list, createInline("mark", isImage ? "![" : "["));
  const { bracket: previous, delimiters } = scan;
  scan.at += isImage ? 2 : 1;
  if (previous) previous.hasInner = true;
  scan.bracket = {
    id: scan.brackets++,
    isImage,
    mark,
    at: scan.at,
    bottom: delimiters.top(),
    depth: delimiters.depth,
    hasInner: false,
    previous,
  };
  delimiters.depth = 0;
}

export function closeBracket(scan: Scan): void {
  const { bracket } = scan;
  scan.at++;
  if (!bracket) {
    pushText(scan.list, "]");
    return;
  }
  const ending = isActive(scan, bracket) ? readEnding(scan, bracket) : undefined;
  if (ending === undefined) {
    leaveBracket(scan, bracket);
    pushText(scan.list, "]");
  } else if (ending === "held") {
    hold(scan, bracket);
    scan.at = scan.text.length;
  } else if (ending === "guess") {
    const guess = makeLink(scan, bracket);
    guess.isGuess = true;
    scan.at = scan.text.length;
  } else {
    const link = makeLink(scan, bracket);
    link.href = ending.href;
    link.title = ending.title;
    link.isGuess = ending.href === undefined;
    if (!bracket.isImage) scan.bracketsWithoutLink = scan.brackets;
    scan.at = ending.end;
  }
}

/** Comes to the end of the text: what is open is taken to become a link, is held, or is text. */
export function closeBracketsAtEnd(scan: Scan): void {
  const { text, isOpen, bracket: innermost } = scan;
  if (innermost && isOpen && isHardlyLink(text, innermost.at, text.length)) hold(scan, innermost);
  const { bracket } = scan;
  if (bracket && isOpen && isActive(scan, bracket) && mayBecomeLink(scan, bracket)) {
    makeLink(scan, bracket).isGuess = true;
  }
  while (scan.bracket) leaveBracket(scan, scan.bracket);
}

function isActive(scan: Scan, { id, isImage }: Bracket): boolean {
  return isImage || id >= scan.bracketsWithoutLink;
}

/** Takes a bracket to be text. */
function leaveBracket(scan: Scan, bracket: Bracket): void {
  scan.bracket = bracket.previous;
  bracket.mark.kind = "text";
  scan.delimiters.depth = Math.max(scan.delimiters.depth, bracket.depth);
}

/** Leaves out what stands from a bracket on, until it is seen what of. */
function hold(scan: Scan, { bottom, mark, depth, previous }: Bracket): void {
  matchWithin(scan, bottom);
  cutFrom(scan.list, mark);
  scan.delimiters.depth = Math.max(scan.delimiters.depth, depth);
  scan.bracket = previous;
  scan.isUnsettled = true;
}

/** Makes a link or an image of what stands after a bracket. */
function makeLink(scan: Scan, { bottom, isImage, mark, depth, previous }: Bracket): Inline {
  const { delimiters, list } = scan;
  matchWithin(scan, bottom);
  const link = createInline(isImage ? "image" : "link");
  const before = mark.previous ?? list.head;
  wrap(list, link, mark);
  before.next = link;
  link.previous = before;
  delimiters.depth = Math.max(depth, delimiters.depth + 1);
  scan.bracket = previous;
  return link;
}

function matchWithin({ delimiters }: Scan, bottom: Delimiter | undefined): void {
  if (delimiters.top() === bottom) return;
  delimiters.match(bottom);
  delimiters.drop(bottom);
}

function readEnding(scan: Scan, bracket: Bracket): Ending {
  const { text, at, context, isOpen } = scan;
  if (scan.delimiters.depth >= MAX_INLINE_DEPTH) return undefined;
  const isTarget = text.charAt(at) === "(";
  const target = isTarget ? readTarget(text, at, context.grammar.findEntity) : undefined;
  if (target !== undefined && target !== UNFINISHED) return target;
  const isCutTarget = isOpen && target === UNFINISHED;
  const reference = readReference(scan, bracket);
  if (isCutTarget || (isOpen && reference === UNFINISHED)) scan.isUnsettled = true;
  if (reference !== undefined && reference !== UNFINISHED) return reference;
  if (!isOpen) return undefined;
  if (isCutTarget) return text.length - at < MAX_GUESS_TARGET_CHARS ? "guess" : undefined;
  if (at < text.length && reference !== UNFINISHED) return undefined;
  if (!isHardlyLink(text, bracket.at, at - 1) || hasLetter(text.slice(at))) return "guess";
  return text.length - at < MAX_HELD_CHARS ? "held" : undefined;
}

/** Reads the label after a link's text, or takes the text as the label, and looks it up. */
function readReference(scan: Scan, bracket: Bracket): LinkEnd | typeof UNFINISHED | undefined {
  const { text, at } = scan;
  const labelEnd = text.charAt(at) === "[" ? readLabelEnd(text, at + 1) : undefined;
  if (labelEnd === UNFINISHED && scan.isOpen) return UNFINISHED;
  if (typeof labelEnd === "number") {
    const end = labelEnd + 1;
    const label = normalizeLabel(text.slice(at + 1, labelEnd));
    if (label) return findReference(scan, label, end);
    if (labelEnd === at + 1) return readOwnLabel(scan, bracket, end);
  }
  return readOwnLabel(scan, bracket, at);
}

function findReference({ context }: Scan, label: string, end: number): LinkEnd | undefined {
  const isExpected = context.isReferenceExpected && hasLetter(label);
  const definition = context.findDefinition(label, isExpected);
  if (definition) return { ...definition, end };
  return isExpected ? { href: undefined, title: undefined, end } : undefined;
}

function readOwnLabel(
  { text, at, context }: Scan,
  bracket: Bracket,
  end: number,
): LinkEnd | undefined {
  if (bracket.hasInner || at - 1 - bracket.at > MAX_LABEL_CHARS) return undefined;
  const label = normalizeLabel(text.slice(bracket.at, at - 1));
  const definition = label ? context.findDefinition(label, false) : undefined;
  return definition && { ...definition, end };
}

/** Whether the text after a bracket may become a link's. */
function mayBecomeLink({ text }: Scan, { at }: Bracket): boolean {
  return text.length - at < MAX_GUESS_TEXT_CHARS;
}

/**
 * Whether a bracket's text is that of `[1]`, `[1, 2]`, `[^1]`, `[ ]` or `[x]`, or their beginning. They are hardly ever links: what
 * follows says whether they are, and until then neither the bracket nor a link can be shown that may have to be taken back.
 */
function isHardlyLink(text: string, from: number, to: number): boolean {
  if (to - from > MAX_HELD_CHARS) return false;
  const label = text.slice(from, to);
  if (label === "x" || label === "X") return true;
  const isOfIt = label.startsWith("^") ? isOfNote : isOfNumbers;
  for (const char of label) if (!isOfIt(char)) return false;
  return true;
}

function isOfNote(char: string): boolean {
  return !isWhitespace(char);
}

function isOfNumbers(char: string): boolean {
  return isDigit(char) || isBlank(char) || ",-\u2013".includes(char);
}

function hasLetter(label: string): boolean {
  return /\p{L}/u.test(label);
}
