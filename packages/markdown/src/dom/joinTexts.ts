import { isElement } from "./isElement.ts";

/** An end of a selection, which is moved with the text that it stands in. */
interface End {
  node: Node | null;
  offset: number;
}

/**
 * Makes one node of texts beside each other in an element, as `normalize` does, but not within elements in which something is
 * mounted: what a framework has put there is not ours, empty texts that it finds its places by among it.
 */
export function joinTexts(element: Element, isMounted: (element: Element) => boolean): void {
  const holding = holdersOf(element, isMounted);
  if (holding.size === 0) {
    element.normalize();
    return;
  }
  const selection = element.ownerDocument.getSelection();
  const anchor: End = { node: selection?.anchorNode ?? null, offset: selection?.anchorOffset ?? 0 };
  const focus: End = { node: selection?.focusNode ?? null, offset: selection?.focusOffset ?? 0 };
  const { node: anchorNode } = anchor;
  const { node: focusNode } = focus;
  for (const holder of holding) joinWithin(holder, holding, isMounted, [anchor, focus]);
  const isMoved = anchor.node !== anchorNode || focus.node !== focusNode;
  if (!isMoved || !anchor.node || !focus.node) return;
  selection?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}

/** The elements that something stands in, at whatever depth, in which something is mounted. */
function holdersOf(element: Element, isMounted: (element: Element) => boolean): Set<Element> {
  const holding = new Set<Element>();
  for (const host of element.querySelectorAll("*")) {
    if (!isMounted(host)) continue;
    for (
      let holder = host.parentElement;
      holder && !holding.has(holder);
      holder = holder === element ? null : holder.parentElement
    ) {
      holding.add(holder);
    }
  }
  return holding;
}

function joinWithin(
  holder: Element,
  holding: ReadonlySet<Element>,
  isMounted: (element: Element) => boolean,
  ends: readonly End[],
): void {
  for (const node of [...holder.childNodes]) {
    if (isElement(node)) {
      if (!isMounted(node) && !holding.has(node)) node.normalize();
      continue;
    }
    const { previousSibling: before } = node;
    if (!isText(node) || !before || !isText(before)) continue;
    for (const end of ends) {
      if (end.node !== node) continue;
      end.node = before;
      end.offset += before.length;
    }
    before.appendData(node.data);
    node.remove();
  }
}

function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}
