import { createPainter, type Painter, supportsHighlights } from "./highlight/painters.ts";
import { piecesOf } from "./highlight/pieces.ts";
import { flatten, type HighlightTokens } from "./highlight/tokens.ts";
import type { MountElement } from "./types.ts";

export type { HighlightTokens, PrismToken, ShikiToken } from "./highlight/tokens.ts";

/** Cuts code into tokens, at once or later; `undefined` for a language that it does not know. */
export type Tokenize = (
  code: string,
  lang: string,
) => HighlightTokens | undefined | PromiseLike<HighlightTokens | undefined>;

/** How long code that may go on has not grown when it is looked at, in ms. */
const IDLE_MS = 250;
/** By how much it must have grown since it last was. */
const GROWTH = 1.25;
/** How long code is at most that is highlighted, in UTF-16 code units. */
const MAX_CHARS = 100_000;
/** How long a slice of work lasts, in ms, but for what the tokenizer takes. */
const SLICE_MS = 4;

/**
 * Creates what highlights blocks of code by Shiki's or Prism's tokens, for `elements`: `{ code: highlight(tokenize) }`. It does
 * so when a block has ended, or has not grown for 250 ms, through the CSS Custom Highlight API: no node of the page is touched.
 * Where a browser has none, spans stand in blocks that have ended. Code above 100 KB is left alone.
 * @example
 * ```ts
 * const byShiki = highlight((code, lang) => shiki.codeToTokensBase(code, { lang, theme: "nord" }));
 * attachMarkdown(element, stream, { elements: { code: byShiki } });
 * ```
 */
export function highlight(tokenize: Tokenize): MountElement {
  return (host, first) => {
    let node = first;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let painter: Painter | undefined;
    /** What is highlighted, or about to be. */
    let code: Element | null = null;
    let text = "";

    function schedule(): void {
      clearTimeout(timer);
      if (!node.isOpen) timer = setTimeout(look);
      else if (supportsHighlights(host)) timer = setTimeout(lookAtOpen, IDLE_MS);
    }

    function lookAtOpen(): void {
      if (node.text.length >= text.length * GROWTH) look();
    }

    function look(): void {
      const found = host.querySelector("code");
      const isSame = found === code && node.text === text;
      if (!found || isSame || node.text.length > MAX_CHARS || found.textContent !== node.text)
        return;
      code = found;
      ({ text } = node);
      void paint(found, text);
    }

    async function paint(element: Element, ofText: string): Promise<void> {
      const tokens = await tokenize(ofText, node.lang ?? "");
      const isLate = (): boolean => element !== code || ofText !== text;
      if (!tokens || isLate()) return;
      const before = painter;
      painter = createPainter(host);
      const steps = painter.paint(piecesOf(element, flatten(tokens)));
      inSlices(steps, isLate, () => before?.clear());
    }

    // what stands in the host may be replaced by another of the same text
    const observer = new MutationObserver(schedule);
    observer.observe(host, { childList: true });
    schedule();
    return {
      update(next) {
        node = next;
        schedule();
      },
      destroy() {
        observer.disconnect();
        clearTimeout(timer);
        code = null;
        painter?.clear();
      },
    };
  };
}

/** Does work a little at a time, until it is done or not wanted any more. */
function inSlices(steps: Iterator<unknown>, isLate: () => boolean, done: () => void): void {
  const untilMs = performance.now() + SLICE_MS;
  while (performance.now() < untilMs) {
    if (!steps.next().done) continue;
    done();
    return;
  }
  setTimeout(() => {
    if (isLate()) done();
    else inSlices(steps, isLate, done);
  });
}
