import type { Block, Code, Container, Table, TextBlock } from "../block/blocks.ts";
import { type Kept, nowOf } from "./adopt.ts";
import { type CodePlace, moveCode } from "./code.ts";
import { moveShown, type Shown } from "./patch.ts";

/** Where a block's text is shown. */
export interface TextPlace {
  /** What its element stands in, and that element: none before it has text, or where it is plain text. */
  host: Element;
  element: Element | undefined;
  readonly shown: Shown[];
  /** How many of the nodes show text that is parsed for good. */
  settledCount: number;
}

/** Where the blocks of a tree are shown. */
export interface Places {
  readonly containers: WeakMap<Container, Element>;
  readonly texts: WeakMap<TextBlock, TextPlace>;
  readonly codes: WeakMap<Code, CodePlace>;
  readonly tables: WeakMap<Table, Element>;
}

export function createPlaces(): Places {
  return {
    containers: new WeakMap(),
    texts: new WeakMap(),
    codes: new WeakMap(),
    tables: new WeakMap(),
  };
}

/** Creates the place of a text that is not shown yet. */
export function createTextPlace(host: Element, element?: Element): TextPlace {
  return { host, element, shown: [], settledCount: 0 };
}

/** Notes which nodes of the page stand for those that a container's blocks were written to. */
export function movePlaces(places: Places, { children }: Container, kept: Kept): void {
  for (const block of children) moveBlock(places, block, kept);
}

function moveBlock(places: Places, block: Block, kept: Kept): void {
  const { containers, texts, codes, tables } = places;
  switch (block.kind) {
    case "rule":
      return;
    case "paragraph":
    case "heading":
      moveText(texts.get(block), kept);
      return;
    case "code":
      moveCode(codes.get(block), kept);
      return;
    case "table":
      moveElement(tables, block, kept);
      for (const { cells } of block.rows) for (const cell of cells) moveText(texts.get(cell), kept);
      return;
    default:
      moveElement(containers, block, kept);
      movePlaces(places, block, kept);
  }
}

function moveElement<Key extends Block>(
  elements: WeakMap<Key, Element>,
  block: Key,
  kept: Kept,
): void {
  const element = elements.get(block);
  if (element) elements.set(block, nowOf(kept, element));
}

function moveText(place: TextPlace | undefined, kept: Kept): void {
  if (!place) return;
  place.host = nowOf(kept, place.host);
  place.element &&= nowOf(kept, place.element);
  moveShown(place.shown, kept);
}
