import type { Note } from "../inline/inline.ts";
import type { InlineContext } from "../inline/scan.ts";
import { skipBlanks, trimmedEnd } from "../text/characters.ts";
import type { Grammar } from "../text/grammar.ts";
import {
  addCode,
  type Alignment,
  type Cell,
  type Code,
  createCode,
  createParagraph,
  type Fence,
  type Heading,
  type Item,
  type Paragraph,
  type Row,
  type Table,
  type TextBlock,
} from "./blocks.ts";
import { createRow, headingEnd, readCells } from "./cells.ts";
import { languageOf } from "./code.ts";
import {
  addLine,
  growLine,
  readCheckbox,
  shownEnd,
  takeDefinitions,
  takeLastLine,
} from "./paragraphs.ts";
import { createProse, isEmpty, parseClosed, parseOpen, type Prose, unsettle } from "./prose.ts";
import { createReferences } from "./references.ts";
import { add, innermost, remove, type Tree } from "./tree.ts";

/** What takes the text of a line. */
export type Taker = Paragraph | Heading | Code | Row;

/** The leaves of a tree: how they open, grow, turn into others and close, and how their text is parsed. */
export interface Leaves {
  openParagraph(text: string): Paragraph;
  growParagraph(paragraph: Paragraph, text: string): Paragraph;
  openHeading(level: number, text: string): Heading;
  openCode(fence?: Fence): Code;
  makeHeading(paragraph: Paragraph, level: number): void;
  makeTable(paragraph: Paragraph, alignments: readonly Alignment[]): void;
  addRow(table: Table, text: string): Row;
  /** More of a line has come. */
  grow(taker: Taker, text: string): void;
  /** A line has ended. */
  finishLine(taker: Taker): void;
  /** Parses the leaf that is open, as it is to be shown. */
  show(taker: Taker | undefined): void;
  /** Closes the leaf that is open. */
  close(): void;
  /** More text has come, so more may be parsed again. */
  earn(chars: number): void;
  /** Parses a block again whose references have changed; `false` if none is left that can be parsed now. */
  refreshNext(): boolean;
  /** The footnote of a label, for an item that says it. */
  noteOf(label: string): Note;
  /** No more definitions come. */
  end(): void;
  /** All is parsed for good: what is left to do, in steps. */
  finish(): Iterator<void>;
}

export function createLeaves(tree: Tree, grammar: Grammar): Leaves {
  const { listener } = tree;
  const references = createReferences();
  let isReferenceExpected = true;

  const contextOf = (block: TextBlock): InlineContext => ({
    grammar,
    findDefinition: (label, isExpected) => references.find(label, block, isExpected),
    findNote: (label) => references.findNote(label, block, isReferenceExpected),
    isReferenceExpected,
    isParagraph: block.kind === "paragraph",
  });

  function parseAsEnd(block: TextBlock): void {
    const { prose } = block;
    const hasMarkAtEnd = block.kind === "heading" && !block.isUnderlined;
    const end = hasMarkAtEnd ? headingEnd(prose.text) : trimmedEnd(prose.text);
    if (block.kind === "paragraph") noteCheckbox(block, end);
    parseClosed(prose, end, contextOf(block));
    listener.changed(block);
  }

  function noteCheckbox(paragraph: Paragraph, end: number): void {
    if (grammar.isGfm) readCheckbox(paragraph, end);
  }

  function closeParagraph(paragraph: Paragraph): void {
    takeDefinitions(paragraph, true, references, grammar.findEntity);
    if (!paragraph.prose.settled && trimmedEnd(paragraph.prose.text) === 0) remove(tree, paragraph);
    else parseAsEnd(paragraph);
  }

  function finishRow(row: Row): void {
    readCells(row, false, contextOf, (cell: Cell) => listener.changed(cell));
  }

  const leaves: Leaves = {
    openParagraph(text) {
      const paragraph = add(tree, createParagraph(innermost(tree)));
      tree.leaf = paragraph;
      addLine(paragraph, text);
      return paragraph;
    },
    growParagraph(paragraph, text) {
      addLine(paragraph, text);
      return paragraph;
    },
    openHeading(level, text) {
      const prose = createProse(text.slice(skipBlanks(text, 0)));
      const heading: Heading = {
        kind: "heading",
        parent: innermost(tree),
        level,
        isUnderlined: false,
        prose,
      };
      tree.leaf = add(tree, heading);
      return heading;
    },
    openCode(fence) {
      const language = languageOf(fence);
      const code = add(
        tree,
        createCode(innermost(tree), language, grammar.isMath(language), fence),
      );
      tree.leaf = code;
      return code;
    },
    makeHeading(paragraph, level) {
      takeDefinitions(paragraph, true, references, grammar.findEntity);
      const { parent, prose } = paragraph;
      noteCheckbox(paragraph, trimmedEnd(prose.text));
      remove(tree, paragraph);
      tree.leaf = undefined;
      unsettle(prose);
      const heading = add<Heading>(tree, {
        kind: "heading",
        parent,
        level,
        isUnderlined: true,
        prose,
      });
      parseAsEnd(heading);
      listener.closed(heading);
    },
    makeTable(paragraph, alignments) {
      const { line, parent } = paragraph;
      tree.leaf = undefined;
      if (takeLastLine(paragraph)) closeParagraph(paragraph);
      else remove(tree, paragraph);
      const table = add<Table>(tree, { kind: "table", parent, alignments, rows: [] });
      tree.leaf = table;
      finishRow(addRow(table, line, true));
    },
    addRow: (table, text) => addRow(table, text, false),
    grow(taker, text) {
      if (taker.kind === "paragraph") growLine(taker, text);
      else if (taker.kind === "row") taker.line += text;
      else if (taker.kind === "heading") growHeading(taker.prose, text);
      else {
        addCode(taker, text);
        listener.changed(taker);
      }
    },
    finishLine(taker) {
      if (taker.kind === "paragraph") takeDefinitions(taker, false, references, grammar.findEntity);
      else if (taker.kind === "row") finishRow(taker);
      else if (taker.kind === "code") leaves.grow(taker, "\n");
      else leaves.close();
    },
    show(taker) {
      const { leaf } = tree;
      if (taker?.kind === "row") {
        readCells(taker, true, contextOf, (cell: Cell) => listener.changed(cell));
      } else if (leaf?.kind === "paragraph") {
        showParagraph(leaf);
      } else if (leaf?.kind === "heading") {
        if (parseOpen(leaf.prose, headingEnd(leaf.prose.text), contextOf(leaf)))
          listener.changed(leaf);
      }
    },
    close() {
      const { leaf } = tree;
      tree.leaf = undefined;
      if (leaf?.kind === "paragraph") closeParagraph(leaf);
      else if (leaf?.kind === "heading") parseAsEnd(leaf);
      if (leaf) listener.closed(leaf);
    },
    earn: (chars) => references.earn(chars),
    refreshNext() {
      const block = references.takeChanged(lengthOf);
      if (!block) return false;
      unsettle(block.prose);
      parseAsEnd(block);
      return true;
    },
    noteOf: (label) => references.noteOf(label),
    end() {
      isReferenceExpected = false;
      references.end();
    },
    finish() {
      const { mentioning } = references;
      const changed = (block: TextBlock | Item): void => listener.changed(block);
      return grammar.notes?.finish(tree.document, mentioning, changed) ?? [].values();
    },
  };

  function showParagraph(paragraph: Paragraph): void {
    const { prose } = paragraph;
    const end = shownEnd(paragraph);
    if (end === 0) return;
    noteCheckbox(paragraph, end);
    const settledChars = prose.settledText.length;
    if (!parseOpen(prose, end, contextOf(paragraph))) return;
    paragraph.lineStart -= prose.settledText.length - settledChars;
    listener.changed(paragraph);
  }

  function addRow(table: Table, line: string, isHead: boolean): Row {
    const row = createRow(table, isHead);
    row.line = line;
    table.rows.push(row);
    listener.rowAdded(row);
    return row;
  }

  return leaves;
}

function growHeading(prose: Prose, text: string): void {
  prose.text += isEmpty(prose) ? text.slice(skipBlanks(text, 0)) : text;
}

function lengthOf({ prose }: TextBlock): number {
  return prose.settledText.length + prose.text.length;
}
