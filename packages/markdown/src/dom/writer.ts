import { createParser, type Parser } from "../block/parser.ts";
import { type Settings, settingsOf } from "../output/settings.ts";
import type { MarkdownOptions } from "../types.ts";
import { adopt } from "./adopt.ts";
import { type BlockWriter, createBlockWriter } from "./blocks.ts";
import { createGroups } from "./groups.ts";
import { createMounts, type Mounts } from "./mounts.ts";
import { createSlices } from "./slices.ts";

/** Writes Markdown into an element as it comes. */
export interface MarkdownWriter {
  /** More text has come; after `end` the whole is written anew. */
  append(text: string): void;
  /** Another text is shown; one that begins with the text so far is appended. */
  replace(text: string): void;
  /** The text is complete: what was taken to close and did not is text. */
  end(): void;
  /** Nothing more is written. The text stays. */
  stop(): void;
}

/** A writer as a binding needs it. */
export interface Writer extends MarkdownWriter {
  /** Whether text that has come is not written yet. */
  isBusy(): boolean;
  /** Writes the text anew, in another way. */
  rewrite(settings: Settings): void;
}

/** How much is parsed before the time is looked at, in UTF-16 code units. */
const PIECE_CHARS = 1024;

/**
 * Creates a writer of Markdown into an element that it owns: it holds the text's blocks, those after the first four in
 * a `div[data-group]` for each 16. Those that stand there already stay where they are equal. A frame works 8 ms at most; a longer text comes in several, a hidden page does not wait for them.
 * @example
 * ```ts
 * const writer = createMarkdownWriter(document.querySelector("#answer"));
 * for await (const delta of deltas) writer.append(delta);
 * writer.end();
 * ```
 */
export function createMarkdownWriter(element: Element, options?: MarkdownOptions): MarkdownWriter {
  const { append, replace, end, stop } = createWriter(element, settingsOf(options), () => {});
  return { append, replace, end, stop };
}

/**
 * Creates a writer.
 * @param written hears when all text that has come is written.
 */
export function createWriter(element: Element, first: Settings, written: () => void): Writer {
  const { ownerDocument } = element;
  let settings = first;
  let blocks: BlockWriter;
  let mounts = createMounts(settings);
  /** What is mounted in the page, as long as what is written stands beside it. */
  let mountsBefore: Mounts | undefined;
  let parser: Parser;
  /** What is written to beside the page, until as much stands there as the element shows. */
  let aside: Element | undefined;
  /** The whole text, and what of it is not parsed: to cut pieces from the whole would copy it each time. */
  let text = "";
  let waiting = "";
  /** Whether the text is complete, and whether the parser knows. */
  let isComplete = false;
  let isEnded = false;

  function begin(): void {
    aside = element.firstChild ? ownerDocument.createElement("div") : undefined;
    mountsBefore = aside && (mountsBefore ?? mounts);
    mounts = createMounts(settings);
    blocks = aside
      ? createBlockWriter(aside, settings, mounts)
      : createBlockWriter(element, settings, mounts, createGroups(element, 0));
    parser = createParser(settings, blocks.listener);
    waiting = text;
    isEnded = false;
  }

  function work(untilMs: number): boolean {
    blocks.settle();
    const hasMore = parse(untilMs);
    if (hasMore && aside) return true;
    if (aside) takePlace(aside);
    mounts.tell();
    return hasMore;
  }

  /** What was written beside the page takes the place of what stands there. */
  function takePlace(written: Element): void {
    const before = mountsBefore;
    const kept = adopt(element, written, (host) => before?.has(host) ?? false);
    blocks.moveTo(element, parser.document, kept);
    if (before) mounts.takeOver(before, kept);
    aside = mountsBefore = undefined;
  }

  function parse(untilMs: number): boolean {
    const hasTime = (): boolean => performance.now() < untilMs;
    do {
      parser.append(waiting.slice(0, PIECE_CHARS));
      waiting = waiting.slice(PIECE_CHARS);
    } while (waiting !== "" && hasTime());
    if (waiting !== "") {
      blocks.paint();
      return true;
    }
    if (isComplete && !isEnded) {
      isEnded = true;
      parser.end();
    }
    let hasMore = parser.refreshNext();
    while (hasMore && hasTime()) {
      // what is parsed again is written again within the same time
      blocks.paint();
      hasMore = parser.refreshNext();
    }
    parser.show();
    blocks.paint();
    return hasMore;
  }

  function append(added: string): void {
    if (added === "") return;
    goOn();
    text += added;
    waiting += added;
    slices.request();
  }

  /** The text may grow again: what was taken to be its end was none. */
  function goOn(): void {
    if (isEnded) begin();
    isComplete = false;
  }

  const slices = createSlices(ownerDocument, work, written, () => blocks.settle());
  begin();

  return {
    append,
    replace(another) {
      if (another.startsWith(text) && text !== "") {
        append(another.slice(text.length));
        return;
      }
      mounts.destroy();
      mountsBefore?.destroy();
      if (text !== "") element.replaceChildren();
      text = another;
      isComplete = false;
      begin();
      slices.requestNow();
    },
    end() {
      if (isComplete) return;
      isComplete = true;
      slices.requestNow();
    },
    stop() {
      slices.cancel();
      mounts.destroy();
      mountsBefore?.destroy();
    },
    isBusy: () => slices.hasMore(),
    rewrite(another) {
      settings = another;
      begin();
      slices.requestNow();
    },
  };
}
