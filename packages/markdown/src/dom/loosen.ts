import type { List, Paragraph } from "../block/blocks.ts";
import { elementOfBlock } from "../output/elements.ts";
import type { Settings } from "../output/settings.ts";
import { createElement } from "./patch.ts";
import type { Places } from "./places.ts";

/** Puts the texts of a list's items into paragraphs. */
export function loosen({ children }: List, texts: Places["texts"], settings: Settings): void {
  for (const item of children) {
    if (item.kind !== "item") continue;
    for (const block of item.children)
      if (block.kind === "paragraph") wrapText(block, texts, settings);
  }
}

/** Whether nothing else stands where a paragraph does. */
export function isOnlyChild({ parent }: Paragraph): boolean {
  return parent?.children.length === 1;
}

function wrapText(block: Paragraph, texts: Places["texts"], settings: Settings): void {
  const place = texts.get(block);
  const [first] = place?.shown ?? [];
  if (!place || place.element || !first) return;
  const { host } = place;
  const element = createElement(host.ownerDocument, elementOfBlock(block, settings));
  const isThere = first.node.parentNode === host;
  if (isOnlyChild(block)) host.replaceChildren(element);
  else host.insertBefore(element, isThere ? first.node : host.firstChild);
  element.append(...place.shown.map(({ node }) => node));
  place.element = element;
}
