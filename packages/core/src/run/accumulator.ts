import { createDecoder } from "../read/decoder.ts";
import { interrupted, WorkflowStreamError } from "../errors.ts";

/** Deltas → what is new of them, and how much was. Pure: it knows neither time nor network. */
export interface Accumulator {
  /** UTF-16 code units taken so far. */
  readonly chars: number;
  /** UTF-8 bytes of the run's text that are held: where a resume begins. */
  readonly byteOffset: number;
  /** A new connection begins at this byte of the run's text; `NaN` where the server doesn't count, and nothing is dropped. */
  begin(byteOffset: number): void;
  /**
   * Takes the next delta of this connection; what was there already is dropped.
   * @param end the byte offset after the delta, where the server said it.
   * @throws WorkflowStreamError `interrupted` when text is missing between what is held and this delta; `too_long` when it
   * brings more than may be held: the beginning of it is, and nothing more may be pushed.
   */
  push(delta: string, end?: number): void;
  /** What is new of all that was pushed since it was last taken. */
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
    chars: 0,
    byteOffset: 0,
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
      const room = maxChars - held.chars - pushed.length;
      pushed += delta.length > room ? beginningOf(delta, room) : delta;
      if (delta.length > room) throw new WorkflowStreamError("too_long", "body");
    },
    take() {
      const delta = pushed;
      // makes it one string: as parts it would take many times the memory
      delta.charCodeAt(0);
      held.chars += delta.length;
      pushed = "";
      return delta;
    },
  };
  return held;
}

/** As much of a text as there is room for, in UTF-16 code units; no half of a character. */
function beginningOf(text: string, room: number): string {
  const last = text.charCodeAt(room - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? room - 1 : room);
}
