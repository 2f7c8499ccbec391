import { expect, it } from "vitest";
import { INPUTS } from "./support/hardTexts.ts";
import { countLooked } from "./support/looked.ts";
import { piecesOf, streamed } from "./support/ours.ts";

/** How much a piece of a stream brings, in characters. */
const PIECE_CHARS = 150;
/** How long the shorter of the two texts is, in characters. */
const CHARS = 5000;
/** How long all may take of 20 KB, in ms: a generous bound, what grows with the square takes minutes. */
const LIMIT_MS = 60_000;

it.each(INPUTS)("%s: looks at no more than three times as much of twice the text", (_, make) => {
  const lookedAt = (chars: number): number =>
    countLooked(() => streamed(piecesOf(make(chars), PIECE_CHARS), true));
  const once = lookedAt(CHARS);
  const twice = lookedAt(2 * CHARS);
  expect(once).toBeGreaterThan(CHARS / 2);
  expect(twice / once).toBeLessThanOrEqual(3);
});

it(
  "streams 20 KB of each in linear time, to no deeper tree than any stack can hold",
  () => {
    for (const [, make] of INPUTS) streamed(piecesOf(make(20_000), 600), true);
  },
  LIMIT_MS,
);
