import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deltaEncoder } from "../src/encoder.ts";

function encodeAll(pieces: readonly string[]): Uint8Array[] {
  const encoder = deltaEncoder();
  return [...pieces.flatMap((piece) => [...encoder.push(piece)]), ...encoder.flush()];
}

const decodeStrictly = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

// Halves of pairs in any order, as UTF-16 units.
const units = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0xd800, max: 0xdfff }),
    fc.constantFrom(0xd83d, 0xde00, 0x61),
  ),
  { maxLength: 40 },
);

describe("the delta encoder", () => {
  it("gives the text of its pieces wherever they are cut, each delta valid UTF-8", () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 12 }), (pieces) => {
        const texts = pieces.map((piece) => String.fromCharCode(...piece));
        const deltas = encodeAll(texts);
        expect(deltas.map(decodeStrictly).join("")).toBe(
          decodeStrictly(new TextEncoder().encode(texts.join(""))),
        );
        expect(deltas.every((delta) => delta.length > 0)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("cuts large pieces, never inside a pair", () => {
    for (const text of ["😀".repeat(20_000), `a${"😀".repeat(20_000)}`]) {
      const deltas = encodeAll([text]);
      expect(deltas.map(decodeStrictly).join("")).toBe(text);
      expect(Math.max(...deltas.map((delta) => delta.length))).toBeLessThanOrEqual(8192 * 3);
    }
  });

  it("holds back only half a pair", () => {
    const encoder = deltaEncoder();
    expect([...encoder.push("a\uD83D")].map(decodeStrictly)).toEqual(["a"]);
    expect([...encoder.push("")]).toEqual([]);
    expect([...encoder.push("\uDE00")].map(decodeStrictly)).toEqual(["😀"]);
    expect([...encoder.flush()]).toEqual([]);
  });
});
