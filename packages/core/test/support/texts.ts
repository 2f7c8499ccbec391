import fc from "fast-check";

const range = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((codePoint) => String.fromCodePoint(codePoint));

/** Any Unicode character, those of each length in UTF-8 alike often; no lone surrogate. */
const character = fc.oneof(
  range(0, 0x7f),
  range(0x80, 0x7ff),
  range(0x800, 0xd7ff),
  range(0xe000, 0xffff),
  range(0x10000, 0x10ffff),
);

/** Any text of up to so many characters. */
export function anyText(maxLength: number, minLength = 0): fc.Arbitrary<string> {
  return fc.string({ unit: character, minLength, maxLength });
}
