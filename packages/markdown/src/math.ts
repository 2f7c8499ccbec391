import { UNDECIDED } from "./block/line.ts";
import { createInline } from "./inline/inline.ts";
import type { MarkPlace, ReadMark } from "./inline/marks.ts";
import { isAsciiLetter, isDigit, skipBlanks, skipRun } from "./text/characters.ts";
import type { ReadFence } from "./text/grammar.ts";
import type { MarkdownSyntax } from "./types.ts";

/** How many `$` begin and end math: one alone is money. */
const MARK_CHARS = 2;
/** How long math is that is taken to come to an end, in characters. */
const MAX_GUESS_CHARS = 2000;

/**
 * `$$…$$`, blocks between two lines of `$$`, and blocks of code in the language `math` are math, for `syntax`; a single `$` never
 * is. What shows it is yours: `elements: { math }`. Without that it stands there as code.
 * @example
 * ```ts
 * attachMarkdown(element, stream, { syntax: [math], elements: { math: formula } });
 * ```
 */
export const math: MarkdownSyntax = {
  marks: [{ start: "$", read: readMath }],
  readFence,
  isMath: (language) => language === "math",
};

function readMath({ text, at, isOpen, context }: MarkPlace): ReadMark | undefined {
  const start = skipRun(text, at);
  // how long the run gets is not known
  if (isOpen && start >= text.length) return { inline: undefined, end: start, isUnsettled: true };
  if (start - at !== MARK_CHARS) return plain(text.slice(at, start), start, false);
  const contentEnd = findEnd(text, start);
  if (contentEnd !== undefined) {
    const content = text.slice(start, contentEnd).trim();
    const end = contentEnd + MARK_CHARS;
    if (content === "") return plain(text.slice(at, end), end, false);
    return { inline: mathOf(content, isAlone(at, end)), end, isUnsettled: false };
  }
  if (!isOpen) return plain(text.slice(at, start), start, false);
  const isGuess = text.length - start < MAX_GUESS_CHARS && !isInWord(text, at);
  if (!isGuess) return plain(text.slice(at, start), start, true);
  const guess = mathOf(shownOf(text.slice(start)), isAlone(at, text.length));
  guess.isGuess = true;
  return { inline: guess, end: text.length, isUnsettled: true };

  /** Whether it is all that a paragraph has: it is set apart then. */
  function isAlone(from: number, to: number): boolean {
    return context.isParagraph && from === 0 && to === text.length;
  }
}

function mathOf(content: string, isBlock: boolean): ReturnType<typeof createInline> {
  const inline = createInline("math", content);
  inline.isBlock = isBlock;
  return inline;
}

function plain(text: string, end: number, isUnsettled: boolean): ReadMark {
  return { inline: createInline("text", text), end, isUnsettled };
}

/** Where the next run of two `$` stands that no backslash takes the meaning from. */
function findEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\") {
      at++;
    } else if (char === "$") {
      const end = skipRun(text, at);
      if (end - at === MARK_CHARS) return at;
      at = end - 1;
    }
  }
  return undefined;
}

/** What is shown of math whose end has not come: not what may belong to that, or be half of an escape. */
function shownOf(source: string): string {
  let end = source.length;
  while (end > 0 && "$\\".includes(source.charAt(end - 1))) end--;
  return source.slice(0, end).trim();
}

function isInWord(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return isAsciiLetter(before) || isDigit(before);
}

function readFence(
  ...[text, at, indent, isComplete]: Parameters<ReadFence>
): ReturnType<ReadFence> {
  if (text.charAt(at) !== "$") return undefined;
  const end = skipRun(text, at);
  const isWhole = skipBlanks(text, end) >= text.length;
  if (!isWhole || end - at > MARK_CHARS) return undefined;
  if (!isComplete) return UNDECIDED;
  return end - at < MARK_CHARS
    ? undefined
    : { char: "$", length: MARK_CHARS, indent, info: "math" };
}
