import { interrupted } from "./errors.ts";

/** Deltas → text and byte offset. Pure: it knows neither time nor network. */
export interface Accumulator {
  readonly text: string;
  /** UTF-8 bytes of the run's text that are held: where a resume begins. */
  readonly byteOffset: number;
  /** More came than may be held; the beginning is. */
  readonly isTooLong: boolean;
  /** A new connection begins at this byte of the run's text; `NaN` where the server doesn't count, and nothing is dropped. */
  begin(byteOffset: number): void;
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
  const encoder = new TextEncoder();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let position = NaN;
  const held = {
    text: "",
    byteOffset: 0,
    isTooLong: false,
    begin(byteOffset: number) {
      position = byteOffset;
    },
    push(delta: string, end = 0) {
      if (position >= 0) {
        const bytes = encoder.encode(delta);
        position = end || position + bytes.length;
        const knownBytes = held.byteOffset - position + bytes.length;
        if (knownBytes < 0) throw interrupted();
        if (knownBytes > 0) delta = decoder.decode(bytes.subarray(knownBytes));
        held.byteOffset = Math.max(held.byteOffset, position);
      }
      const room = held.isTooLong ? 0 : maxChars - held.text.length;
      if (delta.length > room) {
        held.isTooLong = true;
        delta = delta.slice(0, room).replace(/\p{Cs}$/u, "");
      }
      held.text += delta;
      return delta;
    },
  };
  return held;
}
