import { createInline } from "./inline/inline.ts";
import { normalizeLabel } from "./inline/links.ts";
import type { MarkPlace, ReadMark } from "./inline/marks.ts";
import { isDigit } from "./text/characters.ts";
import type { MarkdownSyntax } from "./types.ts";

/** How long what stands in the brackets is at most, in characters. */
const MAX_CHARS = 32;

/**
 * `[1]`, and `[1, 2]`, are citations, for `syntax`: `elements: { citation }` shows the source with that number, one that the text
 * defines (`[1]: https://…`) is its `href`. Without that they stand there as they are written.
 * @example
 * ```ts
 * attachMarkdown(element, stream, { syntax: [citations], elements: { citation: showSource } });
 * ```
 */
export const citations: MarkdownSyntax = { marks: [{ start: "[", read: readCitation }] };

function readCitation({ text, at, isOpen, context }: MarkPlace): ReadMark | undefined {
  const end = numbersEnd(text, at + 1);
  if (end === undefined || text.charAt(end) !== "]") return undefined;
  const next = text.charAt(end + 1);
  // a link, or not known
  if (next === "(" || (next === "" && isOpen)) return undefined;
  const numbers = text.slice(at + 1, end);
  const inline = createInline("citation", text.slice(at, end + 1));
  inline.href = context.findDefinition(normalizeLabel(numbers), false)?.href;
  return { inline, end: end + 1, isUnsettled: false };
}

/** Where numbers end that commas stand between, and blanks may. */
function numbersEnd(text: string, from: number): number | undefined {
  let isNumber = false;
  for (let at = from; at - from < MAX_CHARS; at++) {
    const char = text.charAt(at);
    if (isDigit(char)) isNumber = true;
    else if (char === "," && isNumber) isNumber = false;
    else if (char !== " " || isNumber) return isNumber ? at : undefined;
  }
  return undefined;
}
