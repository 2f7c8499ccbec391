/** Pieces of bytes, one after another, and where each ends. Only ever grows. */
export interface ByteLog {
  readonly byteLength: number;
  /** How many pieces there are. */
  readonly count: number;
  /** Memory it takes, in bytes, spare room included. */
  readonly heldBytes: number;
  /** How much `heldBytes` would grow with a piece of this size. */
  growthWith(pieceBytes: number): number;
  append(piece: Uint8Array): void;
  /** Where the piece of an index begins, in bytes. */
  startOf(index: number): number;
  /**
   * Copies of the pieces from an offset on, the first cut there: whole ones until `maxBytes` is reached, at least one, and none that
   * begins at `endOffset` or later.
   */
  slice(byteOffset: number, maxBytes: number, endOffset: number): Uint8Array[];
}

const FIRST_CAPACITY_BYTES = 1024;
const BYTES_PER_END = 8;

/** Creates an empty log. One buffer for all pieces: thousands of small arrays would cost many times their content. */
export function byteLog(): ByteLog {
  let buffer = new Uint8Array(0);
  let byteLength = 0;
  const ends: number[] = [];

  function capacityWith(pieceBytes: number): number {
    const needed = byteLength + pieceBytes;
    let capacity = Math.max(buffer.length, FIRST_CAPACITY_BYTES);
    while (capacity < needed) capacity *= 2;
    return capacity;
  }

  function firstAfter(byteOffset: number): number {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) > byteOffset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    get byteLength() {
      return byteLength;
    },
    get count() {
      return ends.length;
    },
    get heldBytes() {
      return buffer.length + ends.length * BYTES_PER_END;
    },
    growthWith: (pieceBytes) => capacityWith(pieceBytes) - buffer.length + BYTES_PER_END,
    append(piece) {
      const capacity = capacityWith(piece.length);
      if (capacity > buffer.length) {
        const larger = new Uint8Array(capacity);
        larger.set(buffer.subarray(0, byteLength));
        buffer = larger;
      }
      buffer.set(piece, byteLength);
      byteLength += piece.length;
      ends.push(byteLength);
    },
    startOf: (index) => ends[index - 1] ?? 0,
    slice(byteOffset, maxBytes, endOffset) {
      const pieces: Uint8Array[] = [];
      let start = byteOffset;
      for (let i = firstAfter(byteOffset); i < ends.length && start < endOffset; i++) {
        const end = ends[i] ?? start;
        pieces.push(buffer.slice(start, end));
        start = end;
        if (start - byteOffset >= maxBytes) break;
      }
      return pieces;
    },
  };
}
