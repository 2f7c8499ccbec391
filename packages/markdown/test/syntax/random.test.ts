import fc from "fast-check";
import { expect, it } from "vitest";
import { renderMarkdown } from "../../src/index.ts";
import { documents } from "../support/documents.ts";
import { ALL_SYNTAX } from "../support/hardSyntax.ts";
import { piecesOf, streamed } from "../support/ours.ts";

/** What texts that use more than Markdown's own marks are made of, beside that. */
const FRAGMENTS = [
  ..."$^],",
  "$$",
  "$$a$$",
  "$$\n",
  "```math\n",
  "\\$",
  "[1]",
  "[^a]",
  "[^b]",
  "[^a]: ",
  "[^b]: c\n",
  "\n[^a]: d\n    e",
  "[2, 3]",
  "[1](a)",
  "[1]: b\n",
];

const texts = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), documents(true)), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(""));

it("random texts are the same in pieces of any size", () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 9 }), (text, size) => {
      expect(streamed(piecesOf(text, size), true, ALL_SYNTAX)).toBe(
        streamed([text], true, ALL_SYNTAX),
      );
    }),
    { numRuns: 400 },
  );
});

it("without a character of theirs they change nothing", () => {
  fc.assert(
    fc.property(documents(true), (text) => {
      if (text.includes("$") || /\[\^?\d/.test(text)) return;
      expect(renderMarkdown(text, ALL_SYNTAX)).toBe(renderMarkdown(text, { dir: "inherit" }));
    }),
    { numRuns: 200 },
  );
});
