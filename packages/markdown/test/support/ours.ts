import { createParser } from "../../src/block/parser.ts";
import type { TreeListener } from "../../src/block/tree.ts";
import { allEntities } from "../../src/entities.ts";
import { writeChildren } from "../../src/output/html.ts";
import { settingsOf } from "../../src/output/settings.ts";
import type { MarkdownOptions } from "../../src/types.ts";
import { bare } from "./normalize.ts";

const nothing = (): void => {};
const listener: TreeListener = {
  added: nothing,
  removed: nothing,
  rowAdded: nothing,
  changed: nothing,
  closed: nothing,
  loosened: nothing,
};

/** What references show as well: any URL, images, nothing of directions. */
export const LIKE_REFERENCES: MarkdownOptions = {
  allowUrl: (url) => url,
  images: "load",
  dir: "inherit",
  syntax: [allEntities],
};

/** The HTML of a text that came in pieces, each shown. */
export function streamed(
  pieces: Iterable<string>,
  isGfm: boolean,
  options: MarkdownOptions = LIKE_REFERENCES,
): string {
  const settings = { ...settingsOf(options), isGfm };
  // references let links stand in links
  settings.inLink = settings;
  const parser = createParser(settings, listener);
  for (const piece of pieces) {
    parser.append(piece);
    parser.show();
    while (parser.refreshNext());
  }
  parser.end();
  while (parser.refreshNext());
  return bare(writeChildren(parser.document, settings));
}

/** Cuts a text into pieces of a size, in UTF-16 code units. */
export function* piecesOf(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
