/** The text of one run: UTF-8 bytes, and where each delta ends. Only ever grows. */
export interface TextLog {
  /** Bytes of text. */
  readonly byteLength: number;
  /** Memory it takes, in bytes, spare room included. */
  readonly heldBytes: number;
  /** What `heldBytes` would be after appending a delta of this size. */
  heldBytesWith(deltaBytes: number): number;
  append(delta: Uint8Array): void;
  /** Copies of the deltas from an offset on, the first cut there: whole deltas until `maxBytes` is reached, at least one. */
  slice(byteOffset: number, maxBytes: number): Uint8Array[];
}

const FIRST_CAPACITY_BYTES = 1024;
const BYTES_PER_END = 8;

/** Creates an empty log. One buffer for all deltas: thousands of small arrays would cost many times their content. */
export function textLog(): TextLog {
  let buffer = new Uint8Array(0);
  let byteLength = 0;
  const ends: number[] = [];

  function capacityWith(deltaBytes: number): number {
    const needed = byteLength + deltaBytes;
    let capacity = Math.max(buffer.length, FIRST_CAPACITY_BYTES);
    while (capacity < needed) capacity *= 2;
    return capacity;
  }

  function firstDeltaAfter(byteOffset: number): number {
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
    get heldBytes() {
      return buffer.length + ends.length * BYTES_PER_END;
    },
    heldBytesWith: (deltaBytes) => capacityWith(deltaBytes) + (ends.length + 1) * BYTES_PER_END,
    append(delta) {
      const capacity = capacityWith(delta.length);
      if (capacity > buffer.length) {
        const larger = new Uint8Array(capacity);
        larger.set(buffer.subarray(0, byteLength));
        buffer = larger;
      }
      buffer.set(delta, byteLength);
      byteLength += delta.length;
      ends.push(byteLength);
    },
    slice(byteOffset, maxBytes) {
      const deltas: Uint8Array[] = [];
      let start = byteOffset;
      for (let i = firstDeltaAfter(byteOffset); i < ends.length; i++) {
        const end = ends[i] ?? start;
        deltas.push(buffer.slice(start, end));
        start = end;
        if (start - byteOffset >= maxBytes) break;
      }
      return deltas;
    },
  };
}
