import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logEncoder } from "../src/encoder.ts";
import { decodePart } from "../src/part.ts";
import type { LogEntry } from "../src/store/log.ts";

function encodeAll(pieces: readonly unknown[]): LogEntry[] {
  const encoder = logEncoder();
  return [...pieces.flatMap((piece) => [...encoder.push(piece)]), ...encoder.flush()];
}

const textsOf = (pieces: readonly string[]): Uint8Array[] =>
  encodeAll(pieces).map(({ bytes }) => bytes);

/** The deltas of reasoning that entries hold. */
function thoughts(entries: readonly LogEntry[]): string[] {
  return entries.map(({ kind, bytes }) => {
    const part = kind === "part" ? decodePart(bytes) : undefined;
    if (part?.type !== "reasoning") throw new Error("no reasoning");
    return part.text;
  });
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
        const deltas = textsOf(texts);
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
      const deltas = textsOf([text]);
      expect(deltas.map(decodeStrictly).join("")).toBe(text);
      expect(Math.max(...deltas.map((delta) => delta.length))).toBeLessThanOrEqual(8192 * 3);
    }
  });

  it("holds back only half a pair", () => {
    const encoder = logEncoder();
    const push = (piece: string): string[] =>
      [...encoder.push(piece)].map(({ bytes }) => decodeStrictly(bytes));
    expect(push("a\uD83D")).toEqual(["a"]);
    expect(push("")).toEqual([]);
    expect(push("\uDE00")).toEqual(["😀"]);
    expect([...encoder.flush()]).toEqual([]);
  });
});

describe("reasoning", () => {
  const thinks = (text: string): object => ({ type: "reasoning", text });

  it("keeps its text wherever it is cut, in deltas of 8 192 units at most, never inside a pair", () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 12 }), (pieces) => {
        const texts = pieces.map((piece) => String.fromCharCode(...piece));
        const deltas = thoughts(encodeAll(texts.map(thinks)));
        const whole = new TextEncoder().encode(texts.join(""));
        expect(deltas.join("")).toBe(decodeStrictly(whole));
        expect(deltas.every((delta) => delta !== "")).toBe(true);
      }),
      { numRuns: 500 },
    );
    const long = "😀".repeat(20_000);
    const deltas = thoughts(encodeAll([thinks(long)]));
    expect(deltas.join("")).toBe(long);
    expect(Math.max(...deltas.map((delta) => delta.length))).toBeLessThanOrEqual(8192);
  });

  it("holds its half a pair apart from the text's", () => {
    const entries = encodeAll(["a\uD83D", thinks("b\uD83D"), "\uDE00", thinks("\uDE01"), ""]);
    const shown = entries.map(({ kind, bytes }) =>
      kind === "text" ? decodeStrictly(bytes) : decodePart(bytes),
    );
    expect(shown).toEqual(["a", thinks("b"), "😀", thinks("😁")]);
  });
});
