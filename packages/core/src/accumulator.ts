import { interrupted } from "./errors.ts";

/** Deltas → text and byte offset. Pure: it knows neither time nor network. */
export interface Accumulator {
  readonly text: string;
  /** UTF-8 bytes of the run's text that are held: where a resume begins. */
  readonly byteOffset: number;
  /** More came than may be held; the beginning is. */
  readonly isTooLong: boolean;
  /** A new connection begins at this byte of the run's text; `undefined` where the server doesn't count, and nothing is dropped. */
  begin(byteOffset: number | undefined): void;
  /**
   * Takes the next delta of this connection and returns what is new of it; what was there already is dropped.
   * @param end the byte offset after the delta, where the server said it.
   * @throws WorkflowStreamError `interrupted` when text is missing between what is held and this delta.
   */
  push(delta: string, end?: number): string;
}

/**
 * Makes an accumulator for one run.
 * @param maxChars the longest text, in UTF-16 code units.
 */
export function createAccumulator(maxChars: number): Accumulator {
  const held = { text: "", byteOffset: 0, isTooLong: false };
  let position: number | undefined;
  return Object.assign(held, {
    begin(byteOffset: number | undefined) {
      position = byteOffset;
    },
    push(delta: string, end?: number) {
      if (position !== undefined) {
        const bytes = byteLength(delta);
        const start = end === undefined ? position : end - bytes;
        position = start + bytes;
        if (start > held.byteOffset) throw interrupted("A part of the text is missing");
        delta = dropBytes(delta, held.byteOffset - start);
        held.byteOffset = Math.max(held.byteOffset, position);
      }
      const room = held.isTooLong ? 0 : maxChars - held.text.length;
      if (delta.length > room) {
        held.isTooLong = true;
        delta = delta.slice(0, room).replace(/[\uD800-\uDBFF]$/, "");
      }
      held.text += delta;
      return delta;
    },
  });
}

/** UTF-8 bytes of a text; a lone surrogate counts as the U+FFFD it is sent as. */
function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code > 0xffff) at++;
  }
  return bytes;
}

/** The text without the characters that lie within its first bytes. */
function dropBytes(text: string, bytes: number): string {
  let at = 0;
  for (; bytes > 0 && at < text.length; at++) {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    bytes -= byteLength(character);
    at += character.length - 1;
  }
  return text.slice(at);
}
