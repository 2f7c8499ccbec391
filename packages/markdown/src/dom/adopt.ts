/** For nodes that were written anew: those that stand in the page in place of them. */
export type Kept = ReadonlyMap<Node, Node>;

/**
 * Makes an element show what another holds. Nodes that are there already stay, and so what is selected, focused or scrolled in
 * them; the others are replaced by those of `fresh`.
 */
export function adopt(
  element: Element,
  fresh: Element,
  isMounted: (element: Element) => boolean,
): Kept {
  const kept = new Map<Node, Node>([[fresh, element]]);
  // how a text is cut into nodes shows nowhere
  element.normalize();
  adoptChildren(element, fresh, kept, isMounted);
  return kept;
}

/** The node that stands in the page for one that was written anew. */
export function nowOf<Written extends Node>(kept: Kept, node: Written): Written {
  // what is kept is of the same class
  return (kept.get(node) as Written | undefined) ?? node;
}

function adoptChildren(
  element: Element,
  fresh: Element,
  kept: Map<Node, Node>,
  isMounted: (element: Element) => boolean,
): void {
  let at = element.firstChild;
  for (const node of [...fresh.childNodes]) {
    if (!at || !isSame(at, node)) {
      const next: ChildNode | null = at?.nextSibling ?? null;
      at?.remove();
      element.insertBefore(node, next);
      at = next;
      continue;
    }
    kept.set(node, at);
    // what is mounted in an element is not ours
    if (isElement(at) && isElement(node) && !isMounted(at))
      adoptChildren(at, node, kept, isMounted);
    at = at.nextSibling;
  }
  while (at) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** Whether a node can stay in place of another; of a longer text, the beginning. */
function isSame(old: ChildNode, fresh: ChildNode): boolean {
  if (isElement(old) && isElement(fresh)) return isSameElement(old, fresh);
  if (!isText(old) || !isText(fresh) || !old.data.startsWith(fresh.data)) return false;
  if (old.length > fresh.length) old.splitText(fresh.length);
  return true;
}

function isSameElement({ localName, attributes }: Element, fresh: Element): boolean {
  if (localName !== fresh.localName || attributes.length !== fresh.attributes.length) return false;
  return [...attributes].every(({ name, value }) => fresh.getAttribute(name) === value);
}

export function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}

function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}
