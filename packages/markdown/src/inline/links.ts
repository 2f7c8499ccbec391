import { isAsciiPunctuation, isBlank, skipBlanks } from "../text/characters.ts";
import type { FindEntity } from "../text/entities.ts";
import { unescape } from "../text/escapes.ts";

/** Says that a text ended within what was read: what comes may complete it. */
export const UNFINISHED = "unfinished";

export type Read<T> = T | typeof UNFINISHED | undefined;

/** A piece of text that was read, unescaped, and where it ended. */
export interface Piece {
  readonly value: string;
  readonly end: number;
}

/** A link's target in parentheses, read. */
export interface Target {
  readonly href: string;
  readonly title: string | undefined;
  readonly end: number;
}

/** How many pairs of parentheses may stand in each other in a destination. */
const MAX_PARENTHESES = 32;
/** How long a label is at most, in characters. */
export const MAX_LABEL_CHARS = 999;

/** Where blanks end, and at most one line break among them. */
export function skipSpace(text: string, from: number): number {
  const end = skipBlanks(text, from);
  return text.charAt(end) === "\n" ? skipBlanks(text, end + 1) : end;
}

/** Reads where a link leads, with or without angle brackets. */
export function readDestination(text: string, at: number, findEntity: FindEntity): Read<Piece> {
  if (text.charAt(at) === "<") return readPointedDestination(text, at, findEntity);
  let depth = 0;
  let end = at;
  for (; end < text.length; end++) {
    const char = text.charAt(end);
    if (char <= " " || char === "\x7f") break;
    if (char === "\\" && isAsciiPunctuation(text.charAt(end + 1))) end++;
    else if (char === "(" && ++depth > MAX_PARENTHESES) return undefined;
    else if (char === ")" && --depth < 0) break;
  }
  if (depth > 0) return end >= text.length ? UNFINISHED : undefined;
  return { value: unescape(text.slice(at, end), findEntity), end };
}

function readPointedDestination(text: string, at: number, findEntity: FindEntity): Read<Piece> {
  for (let end = at + 1; end < text.length; end++) {
    const char = text.charAt(end);
    if (char === ">") return { value: unescape(text.slice(at + 1, end), findEntity), end: end + 1 };
    if (char === "<" || char === "\n") return undefined;
    if (char === "\\") end++;
  }
  return UNFINISHED;
}

/** Reads a title in quotes or parentheses. */
export function readTitle(text: string, at: number, findEntity: FindEntity): Read<Piece> {
  const opening = text.charAt(at);
  if (!isTitleStart(opening)) return undefined;
  const closing = opening === "(" ? ")" : opening;
  for (let end = at + 1; end < text.length; end++) {
    const char = text.charAt(end);
    if (char === closing) {
      return { value: unescape(text.slice(at + 1, end), findEntity), end: end + 1 };
    }
    if (char === "(" && opening === "(") return undefined;
    if (char === "\\") end++;
  }
  return UNFINISHED;
}

export function isTitleStart(char: string): boolean {
  return char === '"' || char === "'" || char === "(";
}

/** Reads `(destination "title")`, from its parenthesis on. */
export function readTarget(text: string, from: number, findEntity: FindEntity): Read<Target> {
  const start = skipSpace(text, from + 1);
  if (start >= text.length) return UNFINISHED;
  const destination = readDestination(text, start, findEntity);
  if (destination === undefined || destination === UNFINISHED) return destination;
  const { value: href } = destination;
  let at = skipSpace(text, destination.end);
  let title: string | undefined;
  if (at > destination.end && isTitleStart(text.charAt(at))) {
    const read = readTitle(text, at, findEntity);
    if (read === undefined || read === UNFINISHED) return read;
    title = read.value;
    at = skipSpace(text, read.end);
  }
  if (at >= text.length) return UNFINISHED;
  return text.charAt(at) === ")" ? { href, title, end: at + 1 } : undefined;
}

/** Where the label ends that begins at a place: at its bracket. */
export function readLabelEnd(text: string, from: number): Read<number> {
  for (let at = from; at <= from + MAX_LABEL_CHARS; at++) {
    if (at >= text.length) return UNFINISHED;
    const char = text.charAt(at);
    if (char === "]") return at;
    if (char === "[") return undefined;
    if (char === "\\") at++;
  }
  return undefined;
}

/** A label as it is compared: without regard to case, and white space counts as one space; `""` if there is nothing else. */
export function normalizeLabel(label: string): string {
  let normalized = "";
  let isApart = false;
  for (const char of label) {
    if (isBlank(char) || char === "\n") {
      isApart = normalized !== "";
      continue;
    }
    normalized += isApart ? ` ${char}` : char;
    isApart = false;
  }
  return normalized.toLowerCase().toUpperCase();
}
