import { readLabelEnd, UNFINISHED } from "../inline/links.ts";
import { isBlank, skipBlanks, trimmedEnd } from "../text/characters.ts";
import type { FindEntity } from "../text/entities.ts";
import type { Paragraph } from "./blocks.ts";
import { readDefinition } from "./definitions.ts";
import { CHECKBOX_CHARS, isEmpty, unsettle } from "./prose.ts";
import type { References } from "./references.ts";

/** How long a text is left out because it may become a definition, in characters. */
const MAX_HELD_CHARS = 2000;
/** By how much a text must grow before definitions are looked for again. */
const GROWTH = 1.125;

/** Adds a line's text, or its beginning. */
export function addLine(paragraph: Paragraph, text: string): void {
  const { prose } = paragraph;
  if (!isEmpty(prose)) prose.text += "\n";
  paragraph.lineStart = prose.text.length;
  paragraph.line = text.slice(skipBlanks(text, 0));
  prose.text += paragraph.line;
}

/** Adds more of the last line. */
export function growLine(paragraph: Paragraph, text: string): void {
  paragraph.line += text;
  paragraph.prose.text += text;
}

/** Takes definitions from the beginning, those alone that no further line can belong to, unless this is the end. */
export function takeDefinitions(
  paragraph: Paragraph,
  isEnd: boolean,
  references: References,
  findEntity: FindEntity,
): void {
  const { prose } = paragraph;
  if (prose.settled || !isEnd) {
    const isLittle = prose.text.length < paragraph.definitionsReadChars * GROWTH;
    if (prose.settled || isLittle || prose.text.charAt(0) !== "[") return;
  }
  let at = 0;
  for (;;) {
    const read = readDefinition(prose.text, at, findEntity);
    if (!read || !(read.isFinal || isEnd)) break;
    references.define(read.label, read.definition);
    at = skipBlanks(prose.text, read.end);
  }
  prose.text = prose.text.slice(at);
  paragraph.lineStart = Math.max(0, paragraph.lineStart - at);
  paragraph.definitionsReadChars = at > 0 ? 0 : prose.text.length;
}

/** Whether there is more than definitions. */
export function hasText({ prose }: Paragraph, findEntity: FindEntity): boolean {
  if (prose.settled) return true;
  let at = 0;
  let read = readDefinition(prose.text, at, findEntity);
  while (read) {
    at = skipBlanks(prose.text, read.end);
    read = readDefinition(prose.text, at, findEntity);
  }
  return at < prose.text.length;
}

/** Up to where the text of a paragraph that is open can be shown: not what may become a definition, a checkbox or a table's head. */
export function shownEnd({ prose, lineStart }: Paragraph): number {
  const { text } = prose;
  if (!prose.settled && text.charAt(0) === "[") {
    const mayBeCheckbox = trimmedEnd(text) <= CHECKBOX_CHARS;
    if (mayBeCheckbox || mayBecomeDefinition(text)) return 0;
  }
  return trimmedEnd(text.charAt(lineStart) === "|" ? text.slice(0, lineStart) : text);
}

function mayBecomeDefinition(text: string): boolean {
  if (text.length > MAX_HELD_CHARS) return false;
  const end = readLabelEnd(text, 1);
  if (end === UNFINISHED) return true;
  if (end === undefined) return false;
  const next = text.charAt(end + 1);
  return next === "" || next === ":";
}

/** Notes the checkbox that an item's first text begins with. */
export function readCheckbox(paragraph: Paragraph, end: number): void {
  const { parent, prose } = paragraph;
  if (prose.settled || parent?.kind !== "item" || parent.children[0] !== paragraph) return;
  const { text } = prose;
  const sign = text.charAt(1);
  const next = text.charAt(CHECKBOX_CHARS);
  const isSpaced = (isBlank(next) || next === "\n") && CHECKBOX_CHARS < end;
  if (text.charAt(0) !== "[" || text.charAt(2) !== "]" || !isSpaced) prose.checkbox = undefined;
  else if (sign === "x" || sign === "X") prose.checkbox = "x";
  else if (sign === " " || sign === "\n") prose.checkbox = "";
}

/** Takes the last line away, which turned out to be a table's head; `false` if nothing is left. */
export function takeLastLine(paragraph: Paragraph): boolean {
  const { prose } = paragraph;
  paragraph.lineStart += prose.settledText.length;
  unsettle(prose);
  prose.text = prose.text.slice(0, paragraph.lineStart);
  return trimmedEnd(prose.text) > 0;
}
