import {
  characterAt,
  characterBefore,
  isAsciiPunctuation,
  isBlank,
  isPunctuation,
  isSpaceless,
  isWhitespace,
  skipBlanks,
  skipRun,
} from "../text/characters.ts";
import { mayBecomeEntity, readEntity } from "../text/entities.ts";
import { takeAutolink } from "./autolinks.ts";
import { takeBareAddress } from "./bareAddresses.ts";
import { takeBreakTag } from "./breakTags.ts";
import { closeBracket, closeBracketsAtEnd, openBracket } from "./brackets.ts";
import { takeCodeSpan } from "./codeSpans.ts";
import { createInline, type Inline, push, pushText } from "./inline.ts";
import { takeMark } from "./marks.ts";
import {
  type Checkpoint,
  createScan,
  type InlineContext,
  isSettled,
  type Scan,
  setCheckpoint,
} from "./scan.ts";

/** A text's pieces, and from where it is enough to parse when more has come. */
export interface ParsedInline {
  readonly first: Inline | undefined;
  readonly checkpoint: Checkpoint | undefined;
}

/** How many spaces at the end of a line break it. */
const SPACES_OF_BREAK = 2;

/**
 * Parses a text's inline marks.
 * @param from where it begins.
 * @param isOpen whether more may follow: what is open is then taken to close, and what is undecided left out.
 */
export function parseInline(
  text: string,
  from: number,
  isOpen: boolean,
  context: InlineContext,
): ParsedInline {
  const scan = createScan(text, from, isOpen, context);
  while (scan.at < text.length) takeNext(scan);
  closeBracketsAtEnd(scan);
  scan.delimiters.match(undefined);
  if (isOpen) scan.delimiters.closeAhead(text.length);
  else scan.delimiters.drop(undefined);
  return { first: scan.list.head.next, checkpoint: scan.checkpoint };
}

function takeNext(scan: Scan): void {
  const { plain } = scan.context.grammar;
  plain.lastIndex = scan.at;
  if (plain.test(scan.text)) {
    takePlain(scan, plain.lastIndex);
    return;
  }
  const char = scan.text.charAt(scan.at);
  if (takeMark(scan, char)) return;
  switch (char) {
    case "\n":
      takeLineBreak(scan);
      return;
    case "\\":
      takeEscape(scan);
      return;
    case "`":
      takeCodeSpan(scan);
      return;
    case "*":
    case "_":
    case "~":
      if (char === "~" && !scan.context.grammar.isGfm) takeCharacter(scan);
      else takeDelimiter(scan, char);
      return;
    case "[":
      openBracket(scan, false);
      return;
    case "]":
      closeBracket(scan);
      return;
    case "<":
      if (!takeBreakTag(scan)) takeAutolink(scan);
      return;
    case "&":
      takeEntity(scan);
      return;
    case "!":
      if (scan.text.charAt(scan.at + 1) === "[") openBracket(scan, true);
      else takeExclamation(scan);
      return;
    default:
      if (!takeBareAddress(scan)) takeCharacter(scan);
  }
}

/** Takes a character that turned out to be text. */
function takeCharacter(scan: Scan): void {
  pushText(scan.list, scan.text.charAt(scan.at));
  scan.at++;
}

/** Takes a `!`, which an image may begin with. */
function takeExclamation(scan: Scan): void {
  if (scan.isOpen && scan.at + 1 >= scan.text.length) scan.at++;
  else takeCharacter(scan);
}

/** Takes plain text, but for spaces at the end of a line. What stands before its last word may be settled, but not what may become an address. */
function takePlain(scan: Scan, end: number): void {
  const { text, list } = scan;
  const isLineEnd = text.charAt(end) === "\n";
  const last = isLineEnd ? spacesStart(text, scan.at, end) : end;
  if (isSettled(scan)) {
    const word = lastWordStart(text, scan.at, last);
    if (word > scan.at && word >= scan.noAddressBefore) {
      pushText(list, text.slice(scan.at, word));
      setCheckpoint(scan, word);
      scan.at = word;
    }
  }
  if (last > scan.at) pushText(list, text.slice(scan.at, last));
  scan.at = end;
}

/** Where the spaces before a place begin. */
function spacesStart(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && text.charAt(at - 1) === " ") at--;
  return at;
}

/** Where the last word begins, with one blank before it if there is one; `from` if none begins after that. */
function lastWordStart(text: string, from: number, to: number): number {
  let at = to - 1;
  while (at > from && !isWordStart(text.charAt(at), text.charAt(at - 1))) at--;
  return at;
}

function isWordStart(char: string, before: string): boolean {
  return char === " " ? !isBlank(before) : isSpaceless(char) && isSpaceless(before);
}

function takeLineBreak(scan: Scan): void {
  const { text, at, list, start } = scan;
  const isHard = at - spacesStart(text, start, at) >= SPACES_OF_BREAK;
  const next = skipBlanks(text, at + 1);
  const isFirst = list.last === list.head;
  if (!isHard && !isFirst && next === at + 1 && next < text.length && isSettled(scan)) {
    setCheckpoint(scan, at);
  }
  if (isHard) push(list, createInline("break"));
  pushText(list, "\n");
  scan.at = next;
}

function takeEscape(scan: Scan): void {
  const { text, at, list } = scan;
  const next = text.charAt(at + 1);
  if (next === "\n") {
    push(list, createInline("break"));
    scan.at++;
  } else if (isAsciiPunctuation(next)) {
    pushText(list, next);
    scan.at += 2;
    scan.addressStart = scan.at;
  } else if (scan.isOpen && next === "") {
    scan.at++;
  } else {
    takeCharacter(scan);
  }
}

function takeEntity(scan: Scan): void {
  const { text, at, list } = scan;
  const entity = readEntity(text, at, scan.context.grammar.findEntity);
  if (entity) {
    pushText(list, entity.value);
    scan.at = entity.end;
  } else if (scan.isOpen && mayBecomeEntity(text, at)) {
    scan.at = text.length;
  } else {
    takeCharacter(scan);
  }
}

/** Takes a run of `*`, `_` or `~`: what stands on both sides says whether it may open or close a mark. */
function takeDelimiter(scan: Scan, char: string): void {
  const { text, at, list } = scan;
  const end = skipRun(text, at);
  scan.at = end;
  // how long the run gets, and what follows it, is not known
  if (scan.isOpen && end >= text.length) return;
  const length = end - at;
  if (char === "~" && length > 2) {
    pushText(list, text.slice(at, end));
    return;
  }
  const before = characterBefore(text, at);
  const after = characterAt(text, end);
  const isLeft = isFlanking(after, before);
  const isRight = isFlanking(before, after);
  const isUnderscore = char === "_";
  const canOpen = isLeft && (!isUnderscore || !isRight || isPunctuation(before));
  const canClose = isRight && (!isUnderscore || !isLeft || isPunctuation(after));
  if (!canOpen && !canClose) {
    pushText(list, text.slice(at, end));
    return;
  }
  const mark = push(list, createInline("mark", text.slice(at, end)));
  scan.addressStart = end;
  const isInWord = !isWhitespace(before) && !isPunctuation(before);
  scan.delimiters.push({ char, length, canOpen, canClose, isInWord, at, mark });
}

/** Whether a run belongs to the character on its inner side. */
function isFlanking(inner: string, outer: string): boolean {
  if (isWhitespace(inner)) return false;
  return !isPunctuation(inner) || isWhitespace(outer) || isPunctuation(outer);
}
