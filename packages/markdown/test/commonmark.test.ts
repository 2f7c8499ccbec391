import { expect, it } from "vitest";
import { micromark } from "micromark";
import { normalize } from "./support/normalize.ts";
import { piecesOf, streamed } from "./support/ours.ts";
import { byMicromark } from "./support/references.ts";
import { EXAMPLES } from "./support/spec.ts";

/** A generous bound: they take a second or two. */
const LIMIT_MS = 60_000;

// the expected HTML of CommonMark 0.31, but for HTML in the text, which is text here
const expected = EXAMPLES.map(({ markdown }) => byMicromark(markdown));

it(
  "the reference makes of all 652 examples what CommonMark says",
  () => {
    expect(EXAMPLES).toHaveLength(652);
    const wrong = EXAMPLES.filter(
      ({ markdown, html }) =>
        normalize(
          micromark(markdown, { allowDangerousHtml: true, allowDangerousProtocol: true }),
        ) !== normalize(html),
    );
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);

it.each([1, 2, 3, 7, Infinity])(
  "652 of 652 examples, in pieces of %d",
  (size) => {
    const made = EXAMPLES.map(({ markdown }) => streamed(piecesOf(markdown, size), false));
    const wrong = EXAMPLES.filter((_, index) => made[index] !== expected[index]);
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);

it(
  "any example cut anywhere and ended there is as if the rest had never been",
  () => {
    const wrong: string[] = [];
    for (const { markdown } of EXAMPLES) {
      for (let end = 0; end < markdown.length; end++) {
        const text = markdown.slice(0, end);
        if (streamed(piecesOf(text, 5), false) !== streamed([text], false)) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);
