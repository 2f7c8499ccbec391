import { createDecoder } from "./decoder.ts";
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
   * Takes the next delta of this connection; what was there already is dropped.
   * @param end the byte offset after the delta, where the server said it.
   * @throws WorkflowStreamError `interrupted` when text is missing between what is held and this delta.
   */
  push(delta: string, end?: number): void;
  /** Adds what was pushed to the text, and returns it. */
  take(): string;
}

/**
 * Makes an accumulator for one run.
 * @param maxChars the longest text, in UTF-16 code units.
 */
export function createAccumulator(maxChars: number): Accumulator {
  const encoder = new TextEncoder();
  const decode = createDecoder(true);
  let position = NaN;
  let pushed = "";
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
        if (knownBytes > 0) delta = decode(bytes.subarray(knownBytes));
        held.byteOffset = Math.max(held.byteOffset, position);
      }
      const room = held.isTooLong ? 0 : maxChars - held.text.length - pushed.length;
      if (delta.length > room) {
        held.isTooLong = true;
        delta = delta.slice(0, room).replace(/\p{Cs}$/u, "");
      }
      pushed += delta;
    },
    take() {
      const delta = pushed;
      // makes it one string: as parts it would take many times the memory
      delta.charCodeAt(0);
      held.text += delta;
      pushed = "";
      return delta;
    },
  };
  return held;
}
