import type { InlineContext } from "../inline/scan.ts";
import { isBlank, trimmedEnd } from "../text/characters.ts";
import type { Cell, Row, Table } from "./blocks.ts";
import { createProse, parseWhole } from "./prose.ts";
import { splitRow } from "./tables.ts";

/** From which length a row's cells are read again only when it has grown by an eighth, in characters. */
const LONG_CHARS = 4096;
const GROWTH = 1.125;

export function createRow(table: Table, isHead: boolean): Row {
  const cells = table.alignments.map((alignment): Cell => ({
    kind: "cell",
    alignment,
    prose: createProse(),
  }));
  return { kind: "row", table, isHead, line: "", readChars: 0, finishedCells: 0, cells };
}

/** Reads a row's cells; of one that is open the last may grow. */
export function readCells(
  row: Row,
  isOpen: boolean,
  contextOf: (cell: Cell) => InlineContext,
  changed: (cell: Cell) => void,
): void {
  const { line } = row;
  if (isOpen && line.length > LONG_CHARS && line.length < row.readChars * GROWTH) return;
  row.readChars = line.length;
  const texts = splitRow(line);
  const finished = isOpen ? texts.length - 1 : row.cells.length;
  for (let index = row.finishedCells; index < row.cells.length; index++) {
    const cell = row.cells[index];
    const text = texts[index];
    if (!cell || text === undefined) break;
    parseWhole(cell.prose, text, index >= finished, contextOf(cell));
    changed(cell);
  }
  row.finishedCells = Math.max(row.finishedCells, finished);
}

/** Where a heading's text ends: not with blanks, nor with a run of `#` that stands apart. */
export function headingEnd(text: string): number {
  const end = trimmedEnd(text);
  let at = end;
  while (text.charAt(at - 1) === "#") at--;
  const isApart = at === 0 || isBlank(text.charAt(at - 1));
  return isApart ? trimmedEnd(text.slice(0, at)) : end;
}
