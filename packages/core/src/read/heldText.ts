import { WorkflowStreamError } from "../errors.ts";

/** How many pieces are held one by one, before they are made one string. */
const PIECES_PER_BLOCK = 1024;

/** Text that comes in pieces, until its last one has come. */
export interface HeldText {
  /** @throws WorkflowStreamError `too_long` when more would be held than may be. */
  add(piece: string): void;
  /**
   * All that is held, and a last piece; nothing is held after it.
   * @throws WorkflowStreamError `too_long` when that is more than may be held.
   */
  takeWith(last: string): string;
}

/**
 * Makes a text to hold. Its memory and its cost grow with its length, however small the pieces are: a piece by itself takes many
 * times the memory of its characters, and keeps the whole chunk that it was cut from, so they are joined, each of them once.
 * @param maxChars the longest text, in UTF-16 code units.
 */
export function createHeldText(maxChars: number): HeldText {
  let blocks = "";
  let block = "";
  let pieces = 0;
  let chars = 0;

  function limit(length: number): void {
    if (length > maxChars) throw new WorkflowStreamError("too_long", "body");
  }

  return {
    add(piece) {
      if (!piece) return;
      chars += piece.length;
      limit(chars);
      if (++pieces < PIECES_PER_BLOCK) {
        block += piece;
        return;
      }
      // this makes it one string, where a `+` makes a tree of its pieces
      blocks += [block, piece].join("");
      block = "";
      pieces = 0;
    },
    takeWith(last) {
      limit(chars + last.length);
      if (chars === 0) return last;
      const text = blocks + block + last;
      blocks = "";
      block = "";
      pieces = 0;
      chars = 0;
      return text;
    },
  };
}
