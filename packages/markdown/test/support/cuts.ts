import { expect } from "vitest";
import type { MarkdownOptions } from "../../src/types.ts";
import { piecesOf, streamed } from "./ours.ts";

/** Expects a text to be the same whatever pieces it comes in, and wherever it ends. */
export function expectSameInPieces(text: string, options: MarkdownOptions): void {
  const whole = streamed([text], true, options);
  for (const size of [1, 2, 3, 7]) {
    expect(streamed(piecesOf(text, size), true, options), `in pieces of ${size}`).toBe(whole);
  }
  for (let at = 1; at < text.length; at++) {
    const beginning = text.slice(0, at);
    expect(streamed([beginning, text.slice(at)], true, options), `cut at ${at}`).toBe(whole);
    expect(streamed(piecesOf(beginning, 3), true, options), `ended at ${at}`).toBe(
      streamed([beginning], true, options),
    );
  }
}
