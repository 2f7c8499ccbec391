import { contain } from "./contain.ts";
import { isElement } from "./isElement.ts";

/** How many outermost blocks stand in no group, and in each. Those in none are painted anew whenever another grows. */
const FIRST_BLOCKS = 4;
const GROUP_BLOCKS = 16;
/** How many groups are contained at a time at most: it takes a layout of them. */
const GROUPS_A_TIME = 4;
/** Marks the elements of groups: no element of a text has it. */
const GROUP_ATTRIBUTE = "data-group";

/**
 * Where the outermost blocks of a text stand: those after the first four in groups, so that the browser lays out the last one alone,
 * and leaves out those that are out of sight.
 */
export interface Groups {
  /** Where the next outermost block is to stand. */
  next(): Element;
  /** The last outermost block is gone: another takes its place. */
  giveBack(): void;
  /**
   * Contains some of the groups that have come to their end. It is cheap while the page is laid out: before it is changed.
   * @returns whether more can be contained.
   */
  settle(): boolean;
}

/** Creates the groups of an element in which so many outermost blocks stand already. */
export function createGroups(root: Element, blocks: number): Groups {
  let host = root;
  /** How many more come to stand there. */
  let room = FIRST_BLOCKS - blocks;
  /** Groups that nothing more comes to, but that are not contained, in their order. */
  const ended: HTMLElement[] = [];
  /** Whether blocks stand below each other, if that was looked at since groups were last contained. */
  let isColumn: boolean | undefined;

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
      if (room <= 0 && (isColumn ??= isOneColumn(root))) {
        if (isGroup(host)) ended.push(host);
        host = open();
        room = GROUP_BLOCKS;
      }
      room--;
      return host;
    },
    giveBack() {
      room++;
    },
    settle() {
      isColumn = undefined;
      // the first block after the last of them may still become another
      const settled = host.childElementCount > 1 ? ended.length : ended.length - 1;
      if (settled <= 0 || !isShown(root)) return false;
      contain(ended.splice(0, Math.min(settled, GROUPS_A_TIME)));
      return settled > GROUPS_A_TIME;
    },
  };
}

export function isGroup(node: Node): node is HTMLElement {
  return isElement(node) && node.hasAttribute(GROUP_ATTRIBUTE);
}

function isShown(root: Element): boolean {
  return root.getBoundingClientRect().height > 0;
}

/** Whether blocks stand below each other in an element, one in its parent like the other. */
function isOneColumn(root: Element): boolean {
  const { display, writingMode } = getComputedStyle(root);
  return !display.includes("flex") && !display.includes("grid") && writingMode === "horizontal-tb";
}
