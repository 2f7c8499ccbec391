const FIRST_SEED = 0xdeadbeef;
const SECOND_SEED = 0x41c6ce57;
const FIRST_FACTOR = 2_654_435_761;
const SECOND_FACTOR = 1_597_334_677;

/**
 * A digest of 64 bits, by which a long text is known again. Not cryptographic: it decides which of one's own texts it was, and
 * opens nothing; `crypto.subtle` would take a tick, and is missing on plain http.
 */
export function digestOf(text: string): string {
  let first = FIRST_SEED;
  let second = SECOND_SEED;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, FIRST_FACTOR);
    second = Math.imul(second ^ unit, SECOND_FACTOR);
    first ^= first >>> 15;
    second ^= second >>> 13;
  }
  return [text.length, first >>> 0, second >>> 0].map((part) => part.toString(36)).join(".");
}
