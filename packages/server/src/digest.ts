const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;
const ROUNDS = 64;
const WORD = 2 ** 32;

const primes = firstPrimes(ROUNDS);
const ROUND_CONSTANTS = primes.map((prime) => fraction(Math.cbrt(prime)));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/**
 * The SHA-256 of a text in lower-case hexadecimal, at once: the runtimes' own comes later, and what is configured wrongly must not
 * start. For configuration alone: what callers send is digested by `sha256`. @see FIPS 180-4
 */
export function digestOf(text: string): string {
  const state = [...START];
  const message = padded(new TextEncoder().encode(text));
  for (let offset = 0; offset < message.byteLength; offset += BLOCK_BYTES) {
    addBlock(state, new DataView(message.buffer, offset, BLOCK_BYTES));
  }
  return state.map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** The message, a one bit, zeros, and the message's length in bits: whole blocks. */
function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks = Math.ceil((bytes.length + 1 + LENGTH_BYTES) / BLOCK_BYTES);
  const message = new Uint8Array(blocks * BLOCK_BYTES);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const bits = BigInt(bytes.length) * 8n;
  new DataView(message.buffer).setBigUint64(message.length - LENGTH_BYTES, bits);
  return message;
}

function addBlock(state: number[], block: DataView): void {
  const words = scheduleOf(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (const [round, word] of words.entries()) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const mixedE = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const mixedA = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const first = h + mixedE + choice + (ROUND_CONSTANTS[round] ?? 0) + word;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + mixedA + majority) | 0];
  }
  for (const [i, added] of [a, b, c, d, e, f, g, h].entries()) {
    state[i] = ((state[i] ?? 0) + added) >>> 0;
  }
}

function scheduleOf(block: DataView): number[] {
  const words: number[] = [];
  const at = (index: number): number => words[index] ?? 0;
  for (let i = 0; i < ROUNDS; i++) {
    if (i < 16) {
      words.push(block.getInt32(i * 4));
      continue;
    }
    const [near, far] = [at(i - 2), at(i - 15)];
    const mixedNear = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    const mixedFar = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    words.push((at(i - 16) + mixedFar + at(i - 7) + mixedNear) | 0);
  }
  return words;
}

/** The word with its bits turned to the right. */
function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return Math.floor((value % 1) * WORD);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
