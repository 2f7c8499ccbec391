import {
  characterAt,
  characterBefore,
  isAsciiLetter,
  isDigit,
  isPunctuation,
  isWhitespace,
} from "../text/characters.ts";
import { pushAddress } from "./autolinks.ts";
import type { Inline } from "./inline.ts";
import type { Scan } from "./scan.ts";

const SCHEMES: ReadonlySet<string> = new Set(["http", "https"]);
/** How long the longest of them is, in characters. */
const MAX_SCHEME_CHARS = 5;
/** How much punctuation after an address may still belong to it when more comes, in characters. */
const MAX_TRAIL_CHARS = 64;
/** What may stand before an address without a scheme, beside white space. */
const BEFORE_ADDRESS: ReadonlySet<string> = new Set("*_~(");
const TRAILING: ReadonlySet<string> = new Set("?!.,:*_~'\"");

/** Reads an address that stands in the text as it is, at its `w` or `:`, or a mail address, at its `@`. */
export function takeBareAddress(scan: Scan): boolean {
  // not within what may become a link
  if (!scan.context.grammar.isGfm || scan.bracket || scan.at < scan.noAddressBefore) return false;
  const char = scan.text.charAt(scan.at);
  if (char === "@") return takeMail(scan);
  return char === ":" ? takeUrl(scan) : takeWww(scan);
}

function takeUrl(scan: Scan): boolean {
  const { text, at, list } = scan;
  if (text.charAt(at + 1) !== "/" || text.charAt(at + 2) !== "/") return false;
  let start = at;
  while (at - start <= MAX_SCHEME_CHARS && isAsciiLetter(text.charAt(start - 1))) start--;
  if (!SCHEMES.has(text.slice(start, at).toLowerCase()) || !isText(list.last, at - start))
    return false;
  const end = addressEnd(scan, at + 3, false);
  if (!end) return false;
  takeBack(list.last, at - start);
  const address = text.slice(start, end);
  pushBare(scan, address, address, end);
  return true;
}

function takeWww(scan: Scan): boolean {
  const { text, at } = scan;
  if (text.slice(at, at + 4).toLowerCase() !== "www.") return false;
  if (!mayStandAfter(characterBefore(text, at))) return false;
  const end = addressEnd(scan, at, true);
  if (!end) return false;
  const address = text.slice(at, end);
  pushBare(scan, address, `http://${address}`, end);
  return true;
}

function takeMail(scan: Scan): boolean {
  const { text, at, list } = scan;
  let start = at;
  while (start > scan.addressStart && isLocalChar(text.charAt(start - 1))) start--;
  // an underscore before it may be a mark
  if (list.last.kind === "text") start = Math.max(start, at - list.last.text.length);
  if (start === at || text.charAt(start - 1) === "/" || !isText(list.last, at - start))
    return false;
  const end = mailEnd(text, at + 1);
  if (!end) return false;
  takeBack(list.last, at - start);
  const address = text.slice(start, end);
  pushBare(scan, address, `mailto:${address}`, end);
  return true;
}

/** Whether a piece is text as long as what is to be taken back of it. */
function isText({ kind, text }: Inline, length: number): boolean {
  return kind === "text" && text.length >= length;
}

/** Takes back text that turned out to be part of an address. */
function takeBack(inline: Inline, length: number): void {
  inline.text = inline.text.slice(0, inline.text.length - length);
}

/** Adds a link; one at the end of what has come leads nowhere yet, as it may grow. */
function pushBare(scan: Scan, address: string, href: string, end: number): void {
  const mayGrow = scan.isOpen && isLastWord(scan.text, end);
  pushAddress(scan, address, mayGrow ? undefined : href);
  if (mayGrow) scan.isUnsettled = true;
  scan.at = end;
}

/** Whether little follows in what has come, and no white space. */
function isLastWord(text: string, from: number): boolean {
  if (text.length - from > MAX_TRAIL_CHARS) return false;
  let at = from;
  while (at < text.length && !isWhitespace(text.charAt(at)) && text.charAt(at) !== "<") at++;
  return at >= text.length;
}

/** Where an address ends whose domain begins at a place; `undefined` if there is none. */
function addressEnd(scan: Scan, from: number, needsDot: boolean): number | undefined {
  const { text } = scan;
  const domainEnd = readDomain(text, from, needsDot);
  if (domainEnd === undefined) {
    scan.noAddressBefore = skipDomain(text, from);
    return undefined;
  }
  let end = domainEnd;
  while (end < text.length && text.charAt(end) !== "<" && !isWhitespace(text.charAt(end))) end++;
  return withoutTrail(text, domainEnd, end);
}

function skipDomain(text: string, from: number): number {
  let at = from;
  for (;;) {
    const char = characterAt(text, at);
    if (!isDomainChar(char)) return at;
    at += char.length;
  }
}

/** Where a domain ends: no underscore in its last two labels. */
function readDomain(text: string, from: number, needsDot: boolean): number | undefined {
  const end = skipDomain(text, from);
  const labels = text.slice(from, end).split(".");
  if (labels.at(-1) === "") labels.pop();
  if (labels.length < (needsDot ? 2 : 1) || labels.some((label) => label === "")) return undefined;
  if (labels.slice(-2).some((label) => label.includes("_"))) return undefined;
  return end;
}

function isDomainChar(char: string): boolean {
  if (char === "-" || char === "." || char === "_") return true;
  return char !== "" && !isWhitespace(char) && !isPunctuation(char);
}

/** Leaves out punctuation at the end, parentheses that close none of the address's, and what looks like a character reference. */
function withoutTrail(text: string, from: number, to: number): number {
  let closing = 0;
  for (let at = from; at < to; at++) {
    const char = text.charAt(at);
    if (char === "(") closing--;
    else if (char === ")") closing++;
  }
  let end = to;
  for (;;) {
    const char = text.charAt(end - 1);
    if (TRAILING.has(char)) end--;
    else if (char === ")" && closing > 0) {
      end--;
      closing--;
    } else if (char === ";") end = withoutReference(text, end);
    else return end;
  }
}

/** Leaves out `&name;`, or the semicolon alone. */
function withoutReference(text: string, end: number): number {
  let at = end - 2;
  while (isAsciiLetter(text.charAt(at)) || isDigit(text.charAt(at))) at--;
  return at < end - 2 && text.charAt(at) === "&" ? at : end - 1;
}

/** Where a mail address's domain ends. */
function mailEnd(text: string, from: number): number | undefined {
  let end = from;
  let dots = 0;
  for (;;) {
    const char = text.charAt(end);
    if (char === "." && isLetterOrDigit(text.charAt(end + 1))) dots++;
    else if (!isLetterOrDigit(char) && char !== "-" && char !== "_") break;
    end++;
  }
  const last = text.charAt(end - 1);
  return dots > 0 && isAsciiLetter(last) ? end : undefined;
}

function isLocalChar(char: string): boolean {
  return isLetterOrDigit(char) || char === "." || char === "-" || char === "_" || char === "+";
}

function isLetterOrDigit(char: string): boolean {
  return isAsciiLetter(char) || isDigit(char);
}

function mayStandAfter(char: string): boolean {
  return BEFORE_ADDRESS.has(char) || isWhitespace(char);
}
