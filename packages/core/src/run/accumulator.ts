import { interrupted, WorkflowStreamError } from "../errors.ts";
import { createDecoder } from "../read/decoder.ts";

/** Deltas → what is new of them, and how much was. Pure: it knows neither time nor network. */
export interface Accumulator {
  /** UTF-16 code units taken so far. */
  readonly chars: number;
  /** UTF-8 bytes of the run's text that are held: where a resume begins. */
  readonly byteOffset: number;
  /** A new connection begins at this byte of the run's text; `undefined` where the server doesn't count, and nothing is dropped. */
  begin(byteOffset: number | undefined): void;
  /**
   * Takes the next delta of this connection; what was there already is dropped.
   * @param endOffset the byte offset after the delta, where the server said it.
   * @throws WorkflowStreamError `interrupted` when text is missing between what is held and this delta; `too_long` when it
   * brings more than may be held: the beginning of it is, and nothing more may be pushed.
   */
  push(delta: string, endOffset?: number): void;
  /** What is new of all that was pushed since it was last taken. */
  take(): string;
}

/**
 * Creates an accumulator for one run.
 * @param maxChars the longest text, in UTF-16 code units.
 */
export function createAccumulator(maxChars: number): Accumulator {
  const encoder = new TextEncoder();
  const decode = createDecoder(true);
  let position: number | undefined;
  let pushed = "";
  let chars = 0;
  let byteOffset = 0;

  /** The part of a delta that begins where what is held ends. */
  function newPartOf(delta: string, begin: number, endOffset: number | undefined): string {
    const bytes = encoder.encode(delta);
    const end = endOffset ?? begin + bytes.length;
    const knownBytes = byteOffset - (end - bytes.length);
    if (knownBytes < 0) throw interrupted();
    position = end;
    byteOffset = Math.max(byteOffset, end);
    return knownBytes > 0 ? decode(bytes.subarray(knownBytes)) : delta;
  }

  return {
    get chars() {
      return chars;
    },
    get byteOffset() {
      return byteOffset;
    },
    begin(offset) {
      position = offset;
    },
    push(delta, endOffset) {
      const part = position === undefined ? delta : newPartOf(delta, position, endOffset);
      const room = maxChars - chars - pushed.length;
      if (part.length <= room) {
        pushed += part;
        return;
      }
      pushed += part.slice(0, isHighSurrogate(part.charCodeAt(room - 1)) ? room - 1 : room);
      throw new WorkflowStreamError("too_long", "body");
    },
    take() {
      const delta = pushed;
      // makes it one string: as parts it would take many times the memory
      delta.charCodeAt(0);
      chars += delta.length;
      pushed = "";
      return delta;
    },
  };
}

function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}
