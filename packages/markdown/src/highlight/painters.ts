import { isAsciiLetter, isDigit } from "../text/characters.ts";
import { highlightOfColor } from "./colors.ts";
import type { Piece } from "./pieces.ts";
import type { Token } from "./tokens.ts";

/** Gives pieces of code their look. */
export interface Painter {
  /** Paints one a step. */
  paint(pieces: Iterable<Piece>): Iterator<unknown>;
  /** Takes all of it away. */
  clear(): void;
}

/** Whether the page of an element has the CSS Custom Highlight API. */
export function supportsHighlights({ ownerDocument }: Element): boolean {
  return ownerDocument === document && typeof Highlight === "function" && "highlights" in CSS;
}

export function createPainter(host: Element): Painter {
  return supportsHighlights(host) ? createHighlightPainter() : createSpanPainter();
}

/** No node of the page is touched: what a style sheet says of `::highlight(md-keyword)` is shown. */
function createHighlightPainter(): Painter {
  const ranges = new Map<string, StaticRange[]>();
  return {
    *paint(pieces) {
      for (const { node, start, end, token } of pieces) {
        const name = nameOf(token);
        if (name === undefined) continue;
        // one that follows changes of the page would slow down each of them
        const range = new StaticRange({
          startContainer: node,
          startOffset: start,
          endContainer: node,
          endOffset: end,
        });
        const same = ranges.get(name);
        if (same) same.push(range);
        else ranges.set(name, [range]);
        yield;
      }
      // at once: browsers paint the page anew for each that is added to what they show
      for (const [name, own] of ranges) {
        CSS.highlights.set(name, highlightOf(CSS.highlights.get(name) ?? [], own));
      }
    },
    clear() {
      for (const [name, own] of ranges) {
        const gone = new Set<AbstractRange>(own);
        const left = [...(CSS.highlights.get(name) ?? [])].filter((range) => !gone.has(range));
        if (left.length > 0) CSS.highlights.set(name, highlightOf(left));
        else CSS.highlights.delete(name);
      }
    },
  };
}

/** A highlight of ranges, which may be too many for arguments. */
function highlightOf(...lists: Iterable<AbstractRange>[]): Highlight {
  const highlight = new Highlight();
  for (const ranges of lists) for (const range of ranges) highlight.add(range);
  return highlight;
}

/** Spans stand around the pieces: what a style sheet says of `[data-token="keyword"]` is shown. */
function createSpanPainter(): Painter {
  const spans: HTMLElement[] = [];
  return {
    *paint(pieces) {
      // from the end on: what stands before a piece stays in its node
      for (const { node, start, end, token } of [...pieces].reverse()) {
        if (!node.parentNode) continue;
        if (end < node.length) node.splitText(end);
        const piece = start > 0 ? node.splitText(start) : node;
        const span = node.ownerDocument.createElement("span");
        if (token.type !== undefined) span.dataset["token"] = token.type;
        if (token.color !== undefined) span.style.color = token.color;
        piece.replaceWith(span);
        span.append(piece);
        spans.push(span);
        yield;
      }
    },
    clear() {
      for (const span of spans) span.replaceWith(...span.childNodes);
    },
  };
}

function nameOf({ type = "", color }: Token): string | undefined {
  if (color !== undefined) return highlightOfColor(color);
  return isName(type) ? `md-${type}` : undefined;
}

function isName(type: string): boolean {
  for (const char of type) if (!isAsciiLetter(char) && !isDigit(char) && char !== "-") return false;
  return type !== "";
}
