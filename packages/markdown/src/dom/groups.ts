import { contain } from "./contain.ts";
import { isElement } from "./isElement.ts";

/** How many outermost blocks stand in a group. */
const GROUP_BLOCKS = 16;
/** Marks the elements of groups: no element of a text has it. */
const GROUP_ATTRIBUTE = "data-group";

/**
 * Where the outermost blocks of a text stand: those after the first 16 in groups, so that the browser lays out the last one alone,
 * and leaves out those that are out of sight.
 */
export interface Groups {
  /** Where the next outermost block is to stand. */
  next(): Element;
  /** Contains the groups that have come to their end. It is cheap while the page is laid out: before it is changed. */
  settle(): void;
}

/** Creates the groups of an element in which so many outermost blocks stand already. */
export function createGroups(root: Element, blocks: number): Groups {
  let host = root;
  let count = blocks;
  /** Groups that nothing more comes to, but that are not contained. */
  const ended = new Set<HTMLElement>();

  function open(): Element {
    const group = root.ownerDocument.createElement("div");
    group.setAttribute(GROUP_ATTRIBUTE, "");
    // a style sheet means the blocks
    group.style.all = "unset";
    group.style.display = "block";
    root.append(group);
    return group;
  }

  return {
    next() {
      if (count >= GROUP_BLOCKS && isOneColumn(root)) {
        if (isGroup(host)) ended.add(host);
        host = open();
        count = 0;
      }
      count++;
      return host;
    },
    settle() {
      if (ended.size === 0) return;
      const settled = [...ended].filter(isSettled);
      for (const group of settled) ended.delete(group);
      if (settled.length > 0) contain(settled);
    },
  };
}

export function isGroup(node: Node): node is HTMLElement {
  return isElement(node) && node.hasAttribute(GROUP_ATTRIBUTE);
}

/** Whether a group is shown, and neither it nor the first block after it becomes another. */
function isSettled(group: HTMLElement): boolean {
  const below = group.nextElementSibling;
  return below !== null && below.childElementCount > 1 && group.offsetHeight > 0;
}

/** Whether blocks stand below each other in an element, one in its parent like the other. */
function isOneColumn(root: Element): boolean {
  const { display, writingMode } = getComputedStyle(root);
  return !display.includes("flex") && !display.includes("grid") && writingMode === "horizontal-tb";
}
