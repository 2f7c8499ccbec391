import {
  type Block,
  type Code,
  type DocumentBlock,
  elementKindOf,
  type Heading,
  isTight,
  type Item,
  type Leaf,
  type Paragraph,
  type TextBlock,
} from "../block/blocks.ts";
import type { Inline } from "../inline/inline.ts";
import type { TreeListener } from "../block/tree.ts";
import { blockNode } from "../output/nodes.ts";
import { elementOfBlock, elementOfCode } from "../output/elements.ts";
import type { Settings } from "../output/settings.ts";
import type { Kept } from "./adopt.ts";
import { appendCode, createCodePlace } from "./code.ts";
import { createGroups, type Groups } from "./groups.ts";
import { createMounts, type Mounts } from "./mounts.ts";
import { createElement, leaveLost, patch } from "./patch.ts";
import { isOnlyChild, loosen } from "./loosen.ts";
import { createPlaces, createTextPlace, movePlaces, type TextPlace } from "./places.ts";
import { appendRow } from "./rows.ts";

/** Shows a tree in an element as the tree changes. */
export interface BlockWriter {
  readonly listener: TreeListener;
  /** Writes what has changed. */
  paint(): void;
  /** Makes the most of a page that is laid out and not yet changed; `true` if more is left to do. */
  settle(): boolean;
  /** Writes to another root from now on, which holds nodes in place of some that were written. */
  moveTo(root: Element, document: DocumentBlock, kept: Kept): void;
}

/**
 * Creates what shows a tree in `root`, which has no other children.
 * @param first groups that the outermost blocks stand in. Default none: `root` is not in the page.
 */
export function createBlockWriter(
  root: Element,
  settings: Settings,
  mounts: Mounts = createMounts(settings),
  first?: Groups,
): BlockWriter {
  const document = root.ownerDocument;
  const places = createPlaces();
  const { containers, texts, codes, tables } = places;
  let outermost = root;
  let groups = first;
  const changed = new Set<TextBlock | Code | Item>();
  const closed = new WeakSet<Block>();

  /** Puts a block's element into a host, if something is to be mounted for it. */
  function host(block: Block, element: HTMLElement): HTMLElement {
    return mounts.host(elementKindOf(block), "div", element, () =>
      blockNode(block, settings, !closed.has(block)),
    );
  }

  /** What a block that is added stands in. */
  function hostOf({ parent }: Block): Element {
    return (parent && containers.get(parent)) ?? groups?.next() ?? outermost;
  }

  /** The element of a block that is written. */
  function elementOf(block: Leaf): Element | null | undefined {
    if (block.kind === "code") return codes.get(block)?.into.parentElement;
    if (block.kind === "table") return tables.get(block);
    return block.kind === "rule" ? undefined : texts.get(block)?.element;
  }

  /** The element that a block's text stands in. It is made when there is text: what is held is not seen. */
  function placeOf(block: Paragraph | Heading, place: TextPlace): Element {
    if (place.element) return place.element;
    if (block.kind === "paragraph" && isTight(block)) return place.host;
    const element = createElement(document, elementOfBlock(block, settings));
    place.element = element;
    place.host.append(host(block, element));
    return element;
  }

  function paintText(block: TextBlock): void {
    const place = texts.get(block);
    const { first, settled } = block.prose;
    const isUnseen = block.kind === "paragraph" && !first && place?.shown.length === 0;
    if (!place || isUnseen) return;
    const { shown } = place;
    const into = block.kind === "cell" ? place.element : placeOf(block, place);
    if (!into) return;
    place.settledCount = countSettled(place, settled);
    if (isAlone(block, place) && leaveLost(shown, place.settledCount, { into, mounts }))
      place.settledCount = 0;
    const last = shown.at(-1)?.node;
    const before = last?.parentNode === into ? last.nextSibling : null;
    const start = place.settledCount > 0 ? settled?.next : first;
    patch(shown, place.settledCount, start, { into, before, mounts }, settings);
    mounts.changed(block.kind === "cell" ? into.closest("table") : into);
  }

  /** An item's number is another. */
  function paintItem(item: Item): void {
    const element = containers.get(item);
    for (const [name, value] of elementOfBlock(item, settings).attributes)
      element?.setAttribute(name, value);
  }

  function paint(): void {
    for (const block of changed) {
      if (block.kind === "item") {
        paintItem(block);
        continue;
      }
      if (block.kind !== "code") {
        paintText(block);
        continue;
      }
      const place = codes.get(block);
      if (place) {
        appendCode(place, block.added);
        mounts.changed(place.into.parentElement);
      }
      block.added = "";
    }
    changed.clear();
  }

  function addBlock(block: Block): void {
    // what stands before it is to be written before it
    paint();
    if (block.kind === "paragraph" || block.kind === "heading") {
      texts.set(block, createTextPlace(hostOf(block)));
      return;
    }
    const element = createElement(document, elementOfBlock(block, settings));
    if (block.kind === "code") {
      const code = createElement(document, elementOfCode(block));
      element.append(code);
      codes.set(block, createCodePlace(code));
    } else if (block.kind === "table") {
      tables.set(block, element);
    } else if (block.kind !== "rule") {
      containers.set(block, element);
    }
    hostOf(block).append(host(block, element));
  }

  function remove(block: Paragraph): void {
    changed.delete(block);
    const place = texts.get(block);
    for (const { node } of place?.shown ?? []) {
      mounts.leave(node);
      node.remove();
    }
    place?.element?.remove();
    if (block.parent?.kind === "document") groups?.giveBack();
  }

  return {
    listener: {
      added: addBlock,
      removed(block) {
        if (block.kind === "paragraph") remove(block);
      },
      rowAdded(row) {
        const table = tables.get(row.table);
        if (table) appendRow(table, row, texts);
        mounts.changed(table);
      },
      closed(block) {
        closed.add(block);
        mounts.changed(elementOf(block));
      },
      changed: (block) => void changed.add(block),
      loosened: (list) => loosen(list, texts, settings),
    },
    paint,
    settle: () => groups?.settle() ?? false,
    moveTo(root, document, kept) {
      outermost = root;
      groups = createGroups(root, document.children.length);
      movePlaces(places, document, kept);
    },
  };
}

/** Whether nothing else stands where a block's text does. */
function isAlone(block: TextBlock, { element }: TextPlace): boolean {
  return element !== undefined || (block.kind === "paragraph" && isOnlyChild(block));
}

/** How many of the nodes show text up to a piece: they are not looked at again. */
function countSettled({ shown, settledCount }: TextPlace, settled: Inline | undefined): number {
  if (!settled) return 0;
  let count = Math.max(1, settledCount);
  while (count < shown.length && shown[count - 1]?.inline !== settled) count++;
  return shown[count - 1]?.inline === settled ? count : 0;
}
