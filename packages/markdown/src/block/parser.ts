import type { Grammar } from "../text/grammar.ts";
import {
  type Code,
  type Container,
  createHolder,
  type DocumentBlock,
  type Item,
} from "./blocks.ts";
import { type CodeLine, takeCodeLine } from "./code.ts";
import { goOn } from "./continuing.ts";
import { createLeaves, type Taker } from "./leaves.ts";
import { createLine, type Line, restOf, skipColumns, UNDECIDED } from "./line.ts";
import { createLines } from "./lines.ts";
import { hasText } from "./paragraphs.ts";
import {
  CODE_COLUMNS,
  type ContainerStart,
  type LeafStart,
  type Place,
  readStarts,
} from "./starts.ts";
import { add, createTree, innermost, type TreeListener, touch } from "./tree.ts";

/** Makes a tree of a text that comes in pieces. */
export interface Parser {
  readonly document: DocumentBlock;
  append(text: string): void;
  /** Parses what has come of the text that is open, as it is to be shown. */
  show(): void;
  /** Parses a block again whose references were defined since, or numbers footnotes at the end; `false` if nothing is left that can be done now. */
  refreshNext(): boolean;
  /** The text ends. `refreshNext` may have more to do. */
  end(): void;
}

/** Creates a parser; `listener` hears how the tree changes. */
export function createParser(grammar: Grammar, listener: TreeListener): Parser {
  const tree = createTree(listener);
  const leaves = createLeaves(tree, grammar);
  let isEnded = false;
  /** What is left to do once the text has ended and all is parsed for good. */
  let finishing: Iterator<void> | undefined;
  /** What takes the rest of the line that has begun. */
  let taker: Taker | undefined;

  function closeTo(depth: number): void {
    leaves.close();
    tree.open.length = depth;
  }

  /** The list that stands last among the open containers, if no item of it does. */
  function lastList(depth: number): Extract<Container, { kind: "list" }> | undefined {
    const container = tree.open[depth - 1];
    return container?.kind === "list" ? container : undefined;
  }

  function placeOf(depth: number): Place {
    const paragraph = tree.leaf?.kind === "paragraph" ? tree.leaf : undefined;
    const isSamePlace = depth === tree.open.length;
    return {
      depth,
      isAfterText: paragraph !== undefined,
      lineAbove: isSamePlace ? paragraph?.line : undefined,
      hasTextAbove: () => paragraph !== undefined && hasText(paragraph, grammar.findEntity),
      listMarker: lastList(depth)?.marker,
      grammar,
    };
  }

  function open(start: ContainerStart): void {
    if (innermost(tree).kind === "list" && start.kind === "quote") tree.open.pop();
    const parent = innermost(tree);
    if (start.kind === "quote") {
      tree.open.push(add(tree, { kind: "quote", parent, ...createHolder(tree.lineNumber) }));
      return;
    }
    const { marker, offset } = start;
    let list = parent;
    if (list.kind !== "list" || list.marker !== marker) {
      if (list.kind === "list") tree.open.pop();
      list = add(tree, {
        kind: "list",
        parent: innermost(tree),
        marker,
        start: start.start,
        isLoose: false,
        ...createHolder(tree.lineNumber),
      });
      tree.open.push(list);
    }
    const note = start.label === undefined ? undefined : leaves.noteOf(start.label);
    const item: Item = {
      kind: "item",
      parent: list,
      note,
      offset,
      ...createHolder(tree.lineNumber),
    };
    // the first that says it counts
    if (note) note.item ??= item;
    tree.open.push(add(tree, item));
  }

  function takeLeaf(line: Line, leaf: LeafStart): void {
    switch (leaf.kind) {
      case "blank":
        return;
      case "rule":
        add(tree, { kind: "rule", parent: innermost(tree) });
        return;
      case "heading":
        taker = leaves.openHeading(leaf.level, restOf(line));
        return;
      case "fence":
        leaves.openCode(leaf.fence);
        return;
      case "indented":
        skipColumns(line, CODE_COLUMNS);
        taker = leaves.openCode();
        leaves.grow(taker, restOf(line));
        return;
      default:
        taker = leaves.openParagraph(restOf(line));
    }
  }

  /** Takes a line into the leaf that is open, if it belongs there. */
  function takeInto(line: Line, leaf: LeafStart, isSamePlace: boolean): boolean {
    const { leaf: current } = tree;
    if (current?.kind === "paragraph") {
      if (leaf.kind === "text") taker = leaves.growParagraph(current, restOf(line));
      else if (leaf.kind === "underline") leaves.makeHeading(current, leaf.level);
      else if (leaf.kind === "table") leaves.makeTable(current, leaf.alignments);
      else return false;
    } else if (current?.kind === "table" && leaf.kind === "text" && isSamePlace) {
      taker = leaves.addRow(current, restOf(line));
    } else {
      return false;
    }
    return true;
  }

  function begin(text: string, isComplete: boolean): boolean {
    const line = createLine(text, isComplete);
    const depth = goOn(line, tree.open);
    if (depth === UNDECIDED) return false;
    const isSamePlace = depth === tree.open.length;
    if (isSamePlace && tree.leaf?.kind === "code") {
      const taken = takeCodeLine(line, tree.leaf);
      if (taken === UNDECIDED) return false;
      if (taken !== "other") {
        takeCode(tree.leaf, taken);
        return true;
      }
    }
    const starts = readStarts(line, placeOf(depth));
    if (starts === UNDECIDED) return false;
    const { containers, leaf } = starts;
    const isFirst = containers.length === 0;
    if (isFirst && takeInto(line, leaf, isSamePlace)) {
      touch(tree);
      return true;
    }
    if (isFirst && leaf.kind === "blank") {
      touchQuoted(depth);
      if (tree.leaf || !isSamePlace) closeTo(depth);
      return true;
    }
    const [first] = containers;
    const list = lastList(depth);
    const goesOn = first?.kind === "item" && first.marker === list?.marker;
    closeTo(list && !goesOn ? depth - 1 : depth);
    for (const container of containers) open(container);
    takeLeaf(line, leaf);
    touch(tree);
    return true;
  }

  function takeCode(code: Code, taken: Exclude<CodeLine, "other">): void {
    if (taken === "end") leaves.close();
    if (taken === "blank") return;
    touch(tree);
    if (taken !== "text") return;
    taker = code;
    tree.listener.changed(code);
  }

  /** A blank line in a quote is not blank for what the quote stands in. */
  function touchQuoted(depth: number): void {
    let quote = depth - 1;
    while (quote >= 0 && tree.open[quote]?.kind !== "quote") quote--;
    for (const container of tree.open.slice(0, quote + 1)) container.lastLine = tree.lineNumber;
  }

  const lines = createLines({
    begin,
    grow(text) {
      if (taker) leaves.grow(taker, text);
    },
    finish() {
      if (taker) leaves.finishLine(taker);
      taker = undefined;
      tree.lineNumber++;
    },
  });

  return {
    document: tree.document,
    append(text) {
      leaves.earn(text.length);
      lines.append(text);
    },
    show: () => leaves.show(taker),
    refreshNext() {
      if (leaves.refreshNext()) return true;
      if (!isEnded) return false;
      finishing ??= leaves.finish();
      return finishing.next().done !== true;
    },
    end() {
      isEnded = true;
      lines.end();
      closeTo(1);
      leaves.end();
    },
  };
}
