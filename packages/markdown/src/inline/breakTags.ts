import { createInline, push } from "./inline.ts";
import type { Scan } from "./scan.ts";

const BREAK_TAGS = ["<br>", "<br/>", "<br />"];
/** How long the longest of them is, in characters. */
const MAX_TAG_CHARS = 6;

/** Reads a `<br>`, if the text may use it; what may become one is held. */
export function takeBreakTag(scan: Scan): boolean {
  const { text, at, list, isOpen, context } = scan;
  if (!context.grammar.hasBreakTags) return false;
  const begin = text.slice(at, at + MAX_TAG_CHARS).toLowerCase();
  const tag = BREAK_TAGS.find((tag) => begin.startsWith(tag));
  if (tag) {
    push(list, createInline("break"));
    scan.at += tag.length;
    return true;
  }
  const isCut = isOpen && at + begin.length >= text.length;
  if (!isCut || !BREAK_TAGS.some((tag) => tag.startsWith(begin))) return false;
  scan.at = text.length;
  return true;
}
