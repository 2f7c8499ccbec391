import { expect, it } from "vitest";
import { SYNTAX_INPUTS, ALL_SYNTAX } from "../support/hardSyntax.ts";
import { countLooked } from "../support/looked.ts";
import { piecesOf, streamed } from "../support/ours.ts";

/** How much a piece of a stream brings, and how long the shorter of the two texts is, in characters. */
const PIECE_CHARS = 150;
const CHARS = 5000;

it.each(SYNTAX_INPUTS)(
  "%s: looks at no more than three times as much of twice the text",
  (_, make) => {
    const lookedAt = (chars: number): number =>
      countLooked(() => streamed(piecesOf(make(chars), PIECE_CHARS), true, ALL_SYNTAX));
    const once = lookedAt(CHARS);
    const twice = lookedAt(2 * CHARS);
    expect(once).toBeGreaterThan(CHARS / 2);
    expect(twice / once).toBeLessThanOrEqual(3);
  },
);
