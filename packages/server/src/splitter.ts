/** Cuts text that comes in pieces into deltas of whole characters. */
export interface TextSplitter {
  /** The deltas of one piece; none when it is empty or half a character. */
  push(piece: string): string[];
  /** What was held back, at the end of the text. */
  flush(): string[];
}

const MAX_DELTA_UNITS = 8192;

/**
 * Creates a splitter. A high surrogate at the end of a piece waits for the next one; a lone surrogate stays what it is.
 * Pieces over 8192 UTF-16 units become several deltas, so that no reader has to take much at once.
 */
export function textSplitter(): TextSplitter {
  let held = "";

  return {
    push(piece) {
      const text = held + piece;
      const end = withoutHalf(text, text.length);
      held = text.slice(end);
      const deltas: string[] = [];
      for (let start = 0; start < end;) {
        const cut = Math.min(start + MAX_DELTA_UNITS, end);
        const stop = cut === end ? end : withoutHalf(text, cut);
        deltas.push(text.slice(start, stop));
        start = stop;
      }
      return deltas;
    },
    flush() {
      const deltas = held === "" ? [] : [held];
      held = "";
      return deltas;
    },
  };
}

function withoutHalf(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
