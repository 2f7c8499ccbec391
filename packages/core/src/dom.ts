import type { AnyWorkflowStream } from "./types.ts";

/** How long a block grows before it is closed at the next line break, in UTF-16 code units. */
const BLOCK_CHARS = 4096;
/** How long a text node grows, in UTF-16 code units. */
const NODE_CHARS = 4096;

/**
 * Writes a stream's text into an element that it owns, append-only: the element's `textContent` is always exactly the text.
 * A new run replaces the text. Layout stays linear: the text stands in spans displayed as blocks, each closed at the first
 * line break after 4 KB, and in text nodes of about 4 KB within a span. White space and line breaks are kept.
 * @returns how to detach; the text stays.
 */
export function attachText(element: Element, stream: AnyWorkflowStream): () => void {
  const writer = createWriter(element);
  // set here rather than in markup, where a content security policy may forbid it
  if (element instanceof HTMLElement) element.style.whiteSpace ||= "pre-wrap";
  writer.replace(stream.getSnapshot().text);
  return stream.subscribe(({ text }, delta) => {
    if (delta === undefined) writer.replace(text);
    else if (delta) writer.append(delta);
  });
}

/** Writes text into an element as blocks of text nodes. */
function createWriter(element: Element): {
  append(text: string): void;
  replace(text: string): void;
} {
  const { ownerDocument } = element;
  let block: HTMLElement | undefined;
  let blockChars = 0;
  let node: Text | undefined;

  function addToBlock(text: string): void {
    if (!block) {
      block = ownerDocument.createElement("span");
      block.style.display = "block";
      element.append(block);
      blockChars = 0;
    }
    for (let at = 0; at < text.length;) {
      const room = NODE_CHARS - (node?.length ?? NODE_CHARS);
      // a full node that ends in half a surrogate pair takes the other half as well
      if (node && (room > 0 || isHigh(node.data.charCodeAt(node.length - 1)))) {
        const end = at + Math.max(room, 1);
        node.appendData(text.slice(at, end));
        at = end;
      } else {
        const end = at + NODE_CHARS;
        node = ownerDocument.createTextNode(text.slice(at, end));
        block.append(node);
        at = end;
      }
    }
    blockChars += text.length;
  }

  function closeBlock(): void {
    block = node = undefined;
  }

  function append(text: string): void {
    for (let at = 0; at < text.length;) {
      const room = block ? BLOCK_CHARS - blockChars : BLOCK_CHARS;
      const lineBreak = text.indexOf("\n", at + Math.max(0, room));
      const end = lineBreak < 0 ? text.length : lineBreak + 1;
      addToBlock(text.slice(at, end));
      if (lineBreak >= 0) closeBlock();
      at = end;
    }
  }

  return {
    append,
    replace(text) {
      element.replaceChildren();
      closeBlock();
      append(text);
    },
  };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
