/** Cuts a body into chunks in several ways, each with a name. Whatever the cut, a reader must read the same. */
export type Chunker = (
  bytes: Uint8Array,
) => Iterable<readonly [name: string, chunks: Uint8Array[]]>;

/** Up to this length a body is also cut once at each position. */
export const MAX_SPLIT_BYTES = 2000;

/** Whole, byte by byte, in pieces of fixed and of random sizes, with empty chunks, and cut once at each position. */
export const chunkings: Chunker = function* (bytes) {
  yield ["whole", [bytes]];
  yield ["byte by byte", every(bytes, 1)];
  for (const size of [2, 3, 5, 7, 64]) yield [`every ${size}`, every(bytes, size)];
  for (const seed of [1, 2, 3]) {
    yield [`random up to 7, seed ${seed}`, randomly(bytes, seed, 7)];
    yield [`random up to 64, seed ${seed}`, randomly(bytes, seed, 64)];
  }
  yield ["with empty chunks", withEmpties(every(bytes, 1))];
  if (bytes.length > MAX_SPLIT_BYTES) return;
  for (let at = 1; at < bytes.length; at++) yield [`cut at ${at}`, cutAt(bytes, [at])];
};

/** The pieces between the given positions, which ascend. */
export function cutAt(bytes: Uint8Array, positions: Iterable<number>): Uint8Array[] {
  let from = 0;
  const chunks: Uint8Array[] = [];
  for (const at of positions) {
    chunks.push(bytes.subarray(from, at));
    from = at;
  }
  return [...chunks, bytes.subarray(from)];
}

/** Pieces of one size. */
export function every(bytes: Uint8Array, size: number): Uint8Array[] {
  return cutAt(
    bytes,
    positions(bytes.length, () => size),
  );
}

/** Pieces of 1 to `maxSize` bytes; the same for the same seed. */
export function randomly(bytes: Uint8Array, seed: number, maxSize: number): Uint8Array[] {
  let state = seed;
  const size = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return 1 + (state % maxSize);
  };
  return cutAt(bytes, positions(bytes.length, size));
}

/** The chunks with an empty one before, between and after them. */
export function withEmpties(chunks: readonly Uint8Array[]): Uint8Array[] {
  const empty = new Uint8Array();
  return [empty, ...chunks.flatMap((chunk) => [chunk, empty])];
}

function* positions(length: number, size: () => number): Generator<number> {
  for (let at = size(); at < length; at += size()) yield at;
}
