import type { DocumentBlock } from "./block/blocks.ts";
import { createParser } from "./block/parser.ts";
import type { TreeListener } from "./block/tree.ts";
import { writeChildren } from "./output/html.ts";
import { type MarkdownNode, nodesOf } from "./output/nodes.ts";
import { type Settings, settingsOf } from "./output/settings.ts";
import type { MarkdownOptions } from "./types.ts";

const nothing = (): void => {};
const NO_LISTENER: TreeListener = {
  added: nothing,
  removed: nothing,
  rowAdded: nothing,
  changed: nothing,
  closed: nothing,
  loosened: nothing,
};

/**
 * Parses a whole text.
 * @example
 * ```ts
 * parseMarkdown("a *b*"); // [{ kind: "paragraph", children: [{ kind: "text", … }, { kind: "emphasis", … }], … }]
 * ```
 */
export function parseMarkdown(text: string, options?: MarkdownOptions): MarkdownNode[] {
  const settings = settingsOf(options);
  return nodesOf(parseWhole(text, settings), settings);
}

/**
 * Renders a whole text as HTML, for a server: the tree that a writer makes of the same text.
 * @example
 * ```ts
 * renderMarkdown("a *b*"); // '<p dir="auto">a <em>b</em></p>'
 * ```
 */
export function renderMarkdown(text: string, options?: MarkdownOptions): string {
  const settings = settingsOf(options);
  return writeChildren(parseWhole(text, settings), settings);
}

function parseWhole(text: string, settings: Settings): DocumentBlock {
  const parser = createParser(settings, NO_LISTENER);
  parser.append(text);
  parser.end();
  while (parser.refreshNext());
  return parser.document;
}
