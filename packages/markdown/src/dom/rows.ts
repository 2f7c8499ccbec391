import type { Cell, Row } from "../block/blocks.ts";
import { elementOfCell } from "../output/elements.ts";
import { createElement } from "./patch.ts";
import { createTextPlace, type Places } from "./places.ts";

/** Adds a row to a table's element, and notes where the texts of its cells are shown. */
export function appendRow(table: Element, { cells, isHead }: Row, texts: Places["texts"]): void {
  const tr = table.ownerDocument.createElement("tr");
  for (const cell of cells) tr.append(createCell(cell, isHead, texts, table.ownerDocument));
  bodyOf(table, isHead).append(tr);
}

function createCell(
  cell: Cell,
  isHead: boolean,
  texts: Places["texts"],
  document: Document,
): Element {
  const element = createElement(document, elementOfCell(cell, isHead));
  texts.set(cell, createTextPlace(element, element));
  return element;
}

function bodyOf(table: Element, isHead: boolean): Element {
  const tag = isHead ? "thead" : "tbody";
  if (table.lastElementChild?.localName === tag) return table.lastElementChild;
  const body = table.ownerDocument.createElement(tag);
  table.append(body);
  return body;
}
