import { interrupted, WorkflowStreamError } from "../errors.ts";
import { createDecoder } from "../read/decoder.ts";
import type { Part } from "../parts.ts";

/** Deltas and parts → what is new of them, and how much was. Pure: it knows neither time nor network. */
export interface Accumulator {
  /** UTF-16 code units of text taken so far. */
  readonly chars: number;
  /** UTF-8 bytes of the run's text that are held: where a resume begins. */
  readonly byteOffset: number;
  /** How many of the run's parts are held. */
  readonly partCount: number;
  /**
   * A new connection begins.
   * @param byteOffset at which byte of the run's text; `undefined` where the server doesn't count, and nothing is dropped.
   * @param partCount behind how many of the run's parts; `undefined` where the server doesn't count.
   * @throws WorkflowStreamError `interrupted` when parts are missing between those held and this connection.
   */
  begin(byteOffset: number | undefined, partCount?: number): void;
  /**
   * Takes the next delta of this connection; what was there already is dropped.
   * @param endOffset the byte offset after the delta, where the server said it.
   * @throws WorkflowStreamError `interrupted` when text is missing between what is held and this delta; `too_long` when it
   * brings more than may be held: the beginning of it is, and nothing more may be pushed.
   */
  push(delta: string, endOffset?: number): void;
  /**
   * Takes the next part of this connection; one that was there already is dropped.
   * @throws WorkflowStreamError `too_long` as `push` does.
   */
  pushPart(part: Part): void;
  /** What is new of all text that was pushed since it was last taken. */
  take(): string;
  /** What is new of all parts that were pushed since they were last taken. */
  takeParts(): readonly Part[];
}

/**
 * Creates an accumulator for one run.
 * @param maxChars the longest text with its reasoning, in UTF-16 code units.
 */
export function createAccumulator(maxChars: number): Accumulator {
  const encoder = new TextEncoder();
  const decode = createDecoder(true);
  const newParts: Part[] = [];
  let position: number | undefined;
  let pushed = "";
  let chars = 0;
  let byteOffset = 0;
  let partCount = 0;
  /** How many parts of this connection are yet to come that are held already. */
  let knownParts = 0;
  /** How many more UTF-16 code units of text and reasoning may be pushed. */
  let room = maxChars;

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

  /** As much of a text as there is room for. */
  function fitting(text: string): string {
    if (text.length <= room) return text;
    return text.slice(0, isHighSurrogate(text.charCodeAt(room - 1)) ? room - 1 : room);
  }

  /** Takes a text's room. @throws WorkflowStreamError `too_long` where it did not fit. */
  function fill(text: string): void {
    if (text.length > room) throw new WorkflowStreamError("too_long", "body");
    room -= text.length;
  }

  return {
    get chars() {
      return chars;
    },
    get byteOffset() {
      return byteOffset;
    },
    get partCount() {
      return partCount;
    },
    begin(offset, partsBefore = partCount) {
      if (partsBefore > partCount) throw interrupted();
      position = offset;
      knownParts = partCount - partsBefore;
    },
    push(delta, endOffset) {
      const part = position === undefined ? delta : newPartOf(delta, position, endOffset);
      pushed += fitting(part);
      fill(part);
    },
    pushPart(part) {
      if (knownParts > 0) {
        knownParts--;
        return;
      }
      partCount++;
      if (part.type !== "reasoning") return void newParts.push(part);
      newParts.push({ ...part, text: fitting(part.text) });
      fill(part.text);
    },
    take() {
      const delta = pushed;
      // makes it one string: as parts it would take many times the memory
      delta.charCodeAt(0);
      chars += delta.length;
      pushed = "";
      return delta;
    },
    takeParts: () => newParts.splice(0),
  };
}

function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}
