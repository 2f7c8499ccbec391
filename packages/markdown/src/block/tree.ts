import {
  type Block,
  type Code,
  type Container,
  createDocument,
  type DocumentBlock,
  type Item,
  type Leaf,
  type List,
  type Row,
  type TextBlock,
} from "./blocks.ts";

/** Hears how a tree changes: only its end is added to and taken from. */
export interface TreeListener {
  /** A block came to stand last in its parent. */
  added(block: Block): void;
  /** The last block of its parent is gone. */
  removed(block: Leaf): void;
  rowAdded(row: Row): void;
  /** A block's text is another, or an item's number. */
  changed(block: TextBlock | Code | Item): void;
  /** Nothing more of a block comes. */
  closed(block: Leaf): void;
  /** The texts in a list's items are paragraphs from now on. */
  loosened(list: List): void;
}

/** The tree of a text as it comes: the blocks that are open, outermost first, and the leaf that takes the next line's text. */
export interface Tree {
  readonly document: DocumentBlock;
  readonly open: Container[];
  leaf: Leaf | undefined;
  /** The number of the line that is read. */
  lineNumber: number;
  readonly listener: TreeListener;
}

export function createTree(listener: TreeListener): Tree {
  const document = createDocument();
  return { document, open: [document], leaf: undefined, lineNumber: 0, listener };
}

/** The innermost container that is open. */
export function innermost({ open, document }: Tree): Container {
  return open[open.length - 1] ?? document;
}

/** Adds a block to the innermost container. */
export function add<Added extends Block>(tree: Tree, block: Added): Added {
  const parent = innermost(tree);
  loosen(tree, parent, block);
  parent.children.push(block);
  parent.isBegun = true;
  tree.listener.added(block);
  return block;
}

/** Takes the last block of its parent away. */
export function remove(tree: Tree, block: Leaf): void {
  block.parent?.children.pop();
  tree.listener.removed(block);
}

/** Notes that the line that is read is not blank, for all containers that are open. */
export function touch({ open, lineNumber }: Tree): void {
  for (const container of open) container.lastLine = lineNumber;
}

/** Blank lines between an item's blocks, or between items, make their list loose. */
function loosen({ lineNumber, listener }: Tree, parent: Container, block: Block): void {
  if (!parent.isBegun || lineNumber <= parent.lastLine + 1) return;
  const list = listOf(parent, block);
  if (!list || list.isLoose) return;
  list.isLoose = true;
  listener.loosened(list);
}

function listOf(parent: Container, block: Block): List | undefined {
  if (block.kind === "item") return block.parent;
  return parent.kind === "item" ? parent.parent : undefined;
}
