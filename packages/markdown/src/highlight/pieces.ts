import type { Token } from "./tokens.ts";

/** A part of a node of text that is of one look. */
export interface Piece {
  readonly node: Text;
  readonly start: number;
  readonly end: number;
  readonly token: Token;
}

/** Where tokens stand in the nodes of an element's text. */
export function* piecesOf(element: Element, tokens: Iterable<Token>): Generator<Piece> {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let node = nextText(walker);
  /** Where the node begins. */
  let nodeStart = 0;
  for (const token of tokens) {
    let at = token.start;
    while (node && at < token.end) {
      const nodeEnd = nodeStart + node.length;
      if (at < nodeEnd) {
        const end = Math.min(token.end, nodeEnd);
        yield { node, start: at - nodeStart, end: end - nodeStart, token };
        at = end;
      }
      if (at < nodeEnd) break;
      nodeStart = nodeEnd;
      node = nextText(walker);
    }
  }
}

function nextText(walker: TreeWalker): Text | undefined {
  const node = walker.nextNode();
  return node instanceof Text ? node : undefined;
}
