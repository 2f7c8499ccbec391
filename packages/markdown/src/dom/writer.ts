import { createParser, type Parser } from "../block/parser.ts";
import { settingsOf } from "../output/settings.ts";
import type { MarkdownOptions } from "../types.ts";
import { type BlockWriter, createBlockWriter } from "./blocks.ts";
import { createSlices } from "./slices.ts";

/** Writes Markdown into an element as it comes. */
export interface MarkdownWriter {
  /** More text has come; after `end` the whole is written anew. */
  append(text: string): void;
  /** Another text is shown. */
  replace(text: string): void;
  /** The text is complete: what was taken to close and did not is text. */
  end(): void;
  /** Nothing more is written. The text stays. */
  stop(): void;
}

/** How much is parsed before the time is looked at, in UTF-16 code units. */
const PIECE_CHARS = 1024;

/**
 * Creates a writer of Markdown into an element that it owns: its children are exactly those of the text. A frame works 8 ms at
 * most; a longer text comes in several, a hidden page does not wait for them.
 */
export function createMarkdownWriter(element: Element, options?: MarkdownOptions): MarkdownWriter {
  const settings = settingsOf(options);
  let blocks: BlockWriter;
  let parser: Parser;
  /** The whole text, and how much of it is parsed. */
  let text = "";
  let parsedChars = 0;
  /** Whether the text is complete, and whether the parser knows. */
  let isComplete = false;
  let isEnded = false;

  function begin(): void {
    element.replaceChildren();
    blocks = createBlockWriter(element, settings);
    parser = createParser(settings, blocks.listener);
    parsedChars = 0;
    isComplete = isEnded = false;
  }

  function work(untilMs: number): boolean {
    const hasTime = (): boolean => performance.now() < untilMs;
    do {
      parser.append(text.slice(parsedChars, parsedChars + PIECE_CHARS));
      parsedChars = Math.min(text.length, parsedChars + PIECE_CHARS);
    } while (parsedChars < text.length && hasTime());
    if (parsedChars < text.length) {
      blocks.paint();
      return true;
    }
    if (isComplete && !isEnded) {
      isEnded = true;
      parser.end();
    }
    let isRefreshed = !parser.refreshNext();
    while (!isRefreshed && hasTime()) isRefreshed = !parser.refreshNext();
    parser.show();
    blocks.paint();
    return !isRefreshed;
  }

  const slices = createSlices(element.ownerDocument, work);
  begin();

  return {
    append(added) {
      if (added === "") return;
      text += added;
      if (isComplete) begin();
      slices.request();
    },
    replace(another) {
      text = another;
      begin();
      slices.requestNow();
    },
    end() {
      if (isComplete) return;
      isComplete = true;
      slices.requestNow();
    },
    stop: () => slices.cancel(),
  };
}
