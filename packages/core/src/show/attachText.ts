import type { AnyWorkflowStream } from "../workflowStream.ts";

/** How long a block grows before it is closed at the next line break, in UTF-16 code units. */
const BLOCK_CHARS = 4096;
/** How long a text node grows at least, where more comes, in UTF-16 code units. */
const NODE_CHARS = 4096;
/** How many nodes a long block has at least: fewer, larger ones are laid out sooner, but slower to add to. */
const NODES_OF_LONG_BLOCK = 16;

/**
 * Writes a stream's text into an element that it owns, append-only: the element's `textContent` is always exactly the text.
 * A new run replaces the text. Layout stays linear: the text stands in spans displayed as blocks, each closed at the first
 * line break after 4 KB, and in text nodes of about 4 KB within a span, or a sixteenth of a long one. White space and line breaks are kept.
 * Where a translator or highlighter of pages puts other nodes in place of ours, what comes later stands behind those, none of it lost.
 * @returns how to detach; the text stays.
 * @example
 * ```ts
 * const stream = createWorkflowStream({ workflowId: "explain", token });
 * const detach = attachText(document.querySelector("#answer"), stream);
 * await stream.start({ topic: "tides" });
 * ```
 */
export function attachText(element: Element, stream: AnyWorkflowStream): () => void {
  const writer = createWriter(element);
  // set here rather than in markup, where a content security policy may forbid it
  if (hasStyle(element)) element.style.whiteSpace ||= "pre-wrap";
  writer.replace(stream.getSnapshot().text);
  return stream.subscribe(({ text }, delta) => {
    if (delta === undefined) writer.replace(text);
    else if (delta) writer.append(delta);
  });
}

/** Whether an element can be styled. No `instanceof`: in an iframe or a pop-out window, elements are of that window's classes. */
function hasStyle(element: Element): element is Element & ElementCSSInlineStyle {
  return "style" in element;
}

/** Writes text into an element as blocks of text nodes. */
function createWriter(element: Element): {
  append(text: string): void;
  replace(text: string): void;
} {
  let block: HTMLElement | undefined;
  let blockChars = 0;
  let node: Text | undefined;

  function openBlock(): HTMLElement {
    const opened = element.ownerDocument.createElement("span");
    const { style } = opened;
    style.display = "block";
    style.unicodeBidi = "inherit";
    // only the first line of the text is the first line of a paragraph
    if (element.firstChild) style.textIndent = "0";
    element.append(opened);
    blockChars = 0;
    return opened;
  }

  function addToBlock(text: string): void {
    block ??= openBlock();
    blockChars += text.length;
    while (text) {
      const nodeChars = Math.max(NODE_CHARS, blockChars / NODES_OF_LONG_BLOCK);
      const end = nodeEnd(text, nodeChars - (node?.length ?? 0));
      if (node) node.appendData(text.slice(0, end));
      else block.append((node = element.ownerDocument.createTextNode(text.slice(0, end))));
      text = text.slice(end);
      if (text) node = undefined;
    }
  }

  /** Gives up a block or node that no longer stands last: others move, split, replace and surround nodes of the page. */
  function leaveLostPlaces(): void {
    if (block !== element.lastChild) block = undefined;
    if (!block || node !== block.lastChild) node = undefined;
  }

  function append(text: string): void {
    leaveLostPlaces();
    for (let at = 0; at < text.length;) {
      const room = block ? BLOCK_CHARS - blockChars : BLOCK_CHARS;
      const lineBreak = text.indexOf("\n", at + Math.max(0, room));
      const end = lineBreak < 0 ? text.length : lineBreak + 1;
      addToBlock(text.slice(at, end));
      if (lineBreak >= 0) block = node = undefined;
      at = end;
    }
  }

  return {
    append,
    replace(text) {
      element.replaceChildren();
      block = node = undefined;
      append(text);
    },
  };
}

/**
 * Where a text node that has `room` left ends: before white space or an ideograph, so that no word stands in two nodes, or,
 * when none comes for as long as a node is, before a character that combines with none before it. Else it takes the whole text.
 */
function nodeEnd(text: string, room: number): number {
  const end = find(/[\s\u3000-\u9fff]/, text, room, room + NODE_CHARS);
  return end ?? find(/[!-~]/, text, room + NODE_CHARS, text.length) ?? text.length;
}

/** Where a pattern first matches between two places, each at least 0. */
function find(pattern: RegExp, text: string, from: number, to: number): number | undefined {
  const start = Math.max(0, from);
  const index = text.slice(start, Math.max(0, to)).search(pattern);
  return index < 0 ? undefined : start + index;
}
