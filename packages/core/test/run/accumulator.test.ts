import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Accumulator, createAccumulator } from "../../src/run/accumulator.ts";
import { anyText } from "../support/texts.ts";

/** Pushes a delta, and gives what is new of it. */
function take(held: Accumulator, delta: string, end?: number): string {
  held.push(delta, end);
  return held.take();
}

/** Pushes deltas up to the first that is at fault; gives what that threw. */
function faultOf(held: Accumulator, deltas: string[]): unknown {
  try {
    for (const delta of deltas) held.push(delta);
    return undefined;
  } catch (error) {
    return error;
  }
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

describe("a byte offset", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["é", 2],
    ["漢", 3],
    ["😀", 4],
    ["a\u0301", 3],
    ["\uD800", 3],
    ["\uDC00a", 4],
  ])("after %j is %i", (text, bytes) => {
    const held = createAccumulator(100);
    held.begin(0);
    take(held, text);
    expect(held.byteOffset).toBe(bytes);
  });

  it("counts as an encoder does, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(anyText(10)), (deltas) => {
        const held = createAccumulator(Infinity);
        held.begin(0);
        for (const delta of deltas) take(held, delta);
        expect(held.byteOffset).toBe(bytesOf(deltas.join("")));
      }),
    );
  });
});

describe("what comes again", () => {
  it("is dropped, wherever the connections overlap", () => {
    fc.assert(
      fc.property(
        anyText(30, 1),
        fc.array(fc.nat({ max: 29 }), { maxLength: 5 }),
        (whole, offsets) => {
          const characters = [...whole];
          const held = createAccumulator(Infinity);
          held.begin(0);
          let arrived = "";
          for (const offset of [...offsets, 0]) {
            const from = Math.min(offset, [...arrived].length);
            const before = bytesOf(characters.slice(0, from).join(""));
            held.begin(before);
            const until = offset === 0 ? characters.length : from + 1 + (offset % 5);
            arrived += take(held, characters.slice(from, until).join(""));
            expect(whole.startsWith(arrived)).toBe(true);
          }
          expect([arrived, held.chars]).toEqual([whole, whole.length]);
        },
      ),
    );
  });

  it("is known by the offset that the server said", () => {
    const held = createAccumulator(100);
    held.begin(0);
    expect(take(held, "ab", 2)).toBe("ab");
    expect(take(held, "ab", 2)).toBe("");
    expect(take(held, "bc", 3)).toBe("c");
    expect([held.chars, held.byteOffset]).toEqual([3, 3]);
  });

  it("is all taken where no offset is kept", () => {
    const held = createAccumulator(100);
    expect(take(held, "ab") + take(held, "ab")).toBe("abab");
    expect(held.chars).toBe(4);
  });
});

it("a gap is an interruption, and nothing of what lies behind it is taken", () => {
  const held = createAccumulator(100);
  held.begin(0);
  take(held, "ab", 2);
  expect(() => take(held, "d", 4)).toThrow(expect.objectContaining({ code: "interrupted" }));
  expect([held.take(), held.chars, held.byteOffset]).toEqual(["", 2, 2]);
});

describe("the longest text", () => {
  it.each([
    [["abc", "def"], 4, "abcd"],
    [["abcd"], 4, "abcd"],
    [["ab😀"], 3, "ab"],
    [["ab😀", "c"], 3, "ab"],
    [["😀😀"], 2, "😀"],
    [["abc"], 0, ""],
  ])("of %j within %i is %j", (deltas, maxChars, text) => {
    const held = createAccumulator(maxChars);
    held.begin(0);
    const fault = faultOf(held, deltas);
    const isTooLong = deltas.join("").length > maxChars;
    expect(fault).toEqual(isTooLong ? expect.objectContaining({ code: "too_long" }) : undefined);
    expect(held.take()).toBe(text);
  });
});
