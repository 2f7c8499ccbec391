/** Bytes that wait to be read. */
export interface ByteQueue {
  readonly size: number;
  put(bytes: Uint8Array): void;
  /** Takes up to so many bytes off the front. */
  take(count: number): Uint8Array;
}

/** Makes an empty queue. */
export function createByteQueue(): ByteQueue {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    put(bytes) {
      pieces.push(bytes);
      size += bytes.length;
    },
    take(count) {
      const taken = new Uint8Array(Math.min(count, size));
      let filled = 0;
      while (filled < taken.length) {
        const piece = pieces.shift()!;
        const part = piece.subarray(0, taken.length - filled);
        taken.set(part, filled);
        filled += part.length;
        if (part.length < piece.length) pieces.unshift(piece.subarray(part.length));
      }
      size -= filled;
      return taken;
    },
  };
}
