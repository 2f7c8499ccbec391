import { type Kept, nowOf } from "./adopt.ts";

/** How much code stands in one block before the next begins at a line break, in UTF-16 code units. */
const BLOCK_CHARS = 4096;

/** Where code is shown. */
export interface CodePlace {
  into: Element;
  /** What stands last, and how much text it holds: text, or a block of it. */
  block: Element | undefined;
  node: Text | undefined;
  chars: number;
}

export function createCodePlace(into: Element): CodePlace {
  return { into, block: into, node: undefined, chars: 0 };
}

/** Adds code. After 4 KB it stands in blocks, each ended by a line break, so that the browser lays out the last one alone. */
export function appendCode(place: CodePlace, text: string): void {
  for (let at = 0; at < text.length;) {
    const lineBreak = text.indexOf("\n", at + Math.max(0, BLOCK_CHARS - place.chars));
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    add(place, text.slice(at, end));
    if (lineBreak >= 0) {
      place.block = place.node = undefined;
      place.chars = 0;
    }
    at = end;
  }
}

/** Notes which nodes of the page stand for those that code was written to. */
export function moveCode(place: CodePlace | undefined, kept: Kept): void {
  if (!place) return;
  place.into = nowOf(kept, place.into);
  place.block &&= nowOf(kept, place.block);
  place.node &&= nowOf(kept, place.node);
}

function add(place: CodePlace, text: string): void {
  const { ownerDocument } = place.into;
  // others move, split and replace nodes of the page
  if (place.node?.parentNode !== place.block) place.node = undefined;
  if (!place.block) {
    const block = ownerDocument.createElement("span");
    // set here rather than in markup, where a content security policy may forbid it
    block.style.display = "block";
    place.into.append(block);
    place.block = block;
  }
  if (place.node && place.node.length < BLOCK_CHARS) place.node.appendData(text);
  else place.block.append((place.node = ownerDocument.createTextNode(text)));
  place.chars += text.length;
}
