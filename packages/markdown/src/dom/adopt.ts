import { isGroup } from "./groups.ts";
import { isElement } from "./isElement.ts";
import { joinTexts } from "./joinTexts.ts";

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
  joinTexts(element, isMounted);
  adoptChildren(element, fresh, kept, isMounted);
  for (const child of [...element.children])
    if (isGroup(child) && !child.firstChild) child.remove();
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
  let at = entered(element.firstChild);
  for (const node of [...fresh.childNodes]) {
    const next: ChildNode | null = at && following(at);
    if (!at) {
      element.append(node);
    } else if (!isSame(at, node)) {
      at.replaceWith(node);
      at = next;
    } else {
      kept.set(node, at);
      // what is mounted in an element is not ours
      if (isElement(at) && isElement(node) && !isMounted(at))
        adoptChildren(at, node, kept, isMounted);
      at = following(at);
    }
  }
  while (at) {
    const next: ChildNode | null = following(at);
    at.remove();
    at = next;
  }
}

/** A node, or the first one in it, if it is a group. */
function entered(node: ChildNode | null): ChildNode | null {
  return node && isGroup(node) ? (node.firstChild ?? following(node)) : node;
}

/** The node after one, in the next group where it is the last of one. */
function following({ nextSibling, parentElement }: ChildNode): ChildNode | null {
  if (nextSibling || !parentElement || !isGroup(parentElement)) return entered(nextSibling);
  return following(parentElement);
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

function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}
