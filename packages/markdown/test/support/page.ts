import { createParser } from "../../src/block/parser.ts";
import { createBlockWriter } from "../../src/dom/blocks.ts";
import { settingsOf } from "../../src/output/settings.ts";
import type { MarkdownOptions } from "../../src/types.ts";

/** An element that Markdown is written into, each piece at once. */
export interface Page {
  readonly root: HTMLElement;
  append(piece: string): void;
  end(): void;
}

/** Creates an element of the page that Markdown is written into without frames. */
export function openPage(options?: MarkdownOptions, root: HTMLElement = addRoot()): Page {
  const settings = settingsOf(options);
  const blocks = createBlockWriter(root, settings);
  const parser = createParser(settings, blocks.listener);
  const show = (): void => {
    while (parser.refreshNext());
    parser.show();
    blocks.paint();
  };
  return {
    root,
    append(piece) {
      parser.append(piece);
      show();
    },
    end() {
      parser.end();
      show();
    },
  };
}

function addRoot(): HTMLElement {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  return root;
}

/** Writes a text in pieces of a size, and ends it. */
export function write(
  text: string,
  size: number,
  options?: MarkdownOptions,
  root?: HTMLElement,
): HTMLElement {
  const page = openPage(options, root);
  for (let at = 0; at < text.length; at += size) page.append(text.slice(at, at + size));
  page.end();
  return page.root;
}
