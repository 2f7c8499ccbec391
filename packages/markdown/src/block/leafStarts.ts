import { isBlank, skipBlanks, skipRun, trimBlanks } from "../text/characters.ts";
import { unescape } from "../text/escapes.ts";
import type { Grammar } from "../text/grammar.ts";
import type { Fence } from "./blocks.ts";
import { type Decided, UNDECIDED } from "./line.ts";

const MAX_HEADING_LEVEL = 6;
const MIN_FENCE_CHARS = 3;
const MIN_RULE_CHARS = 3;

/** Reads how many `#` begin a heading. */
export function readHeading(text: string, at: number, isComplete: boolean): Decided<number> {
  if (text.charAt(at) !== "#") return 0;
  const end = skipRun(text, at);
  if (end - at > MAX_HEADING_LEVEL) return 0;
  if (end >= text.length) return isComplete ? end - at : UNDECIDED;
  return isBlank(text.charAt(end)) ? end - at : 0;
}

/** Reads a line that opens a block of code. */
export function readFence(
  text: string,
  at: number,
  indent: number,
  isComplete: boolean,
  { findEntity, readFence: readOwnFence }: Grammar,
): Decided<Fence | undefined> {
  const char = text.charAt(at);
  if (char !== "`" && char !== "~") return readOwnFence?.(text, at, indent, isComplete);
  const end = skipRun(text, at);
  if (!isComplete && end >= text.length) return UNDECIDED;
  if (end - at < MIN_FENCE_CHARS) return undefined;
  if (char === "`" && text.indexOf("`", end) >= 0) return undefined;
  if (!isComplete) return UNDECIDED;
  return {
    char,
    length: end - at,
    indent,
    info: unescape(trimBlanks(text.slice(end)), findEntity),
  };
}

/** Whether a line closes the block of code that a fence opened. */
export function readFenceEnd(
  text: string,
  at: number,
  isComplete: boolean,
  { char, length }: Fence,
): Decided<boolean> {
  if (at >= text.length) return isComplete ? false : UNDECIDED;
  if (text.charAt(at) !== char) return false;
  const end = skipRun(text, at);
  if (skipBlanks(text, end) < text.length) return false;
  return isComplete ? end - at >= length : UNDECIDED;
}

/** Reads the level of the heading that a line of `=` or `-` makes of the text above it. */
export function readUnderline(text: string, at: number, isComplete: boolean): Decided<number> {
  const char = text.charAt(at);
  if (char !== "=" && char !== "-") return 0;
  if (skipBlanks(text, skipRun(text, at)) < text.length) return 0;
  if (!isComplete) return UNDECIDED;
  return char === "=" ? 1 : 2;
}

/** Whether a line is a rule: at least three of the same `-`, `*` or `_`. */
export function readRule(text: string, from: number, isComplete: boolean): Decided<boolean> {
  const char = text.charAt(from);
  if (char !== "-" && char !== "*" && char !== "_") return false;
  let count = 0;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === char) count++;
    else if (!isBlank(text.charAt(at))) return false;
  }
  return isComplete ? count >= MIN_RULE_CHARS : UNDECIDED;
}
