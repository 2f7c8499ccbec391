import fc from "fast-check";
import { expect, it } from "vitest";
import { documents } from "./support/documents.ts";
import { piecesOf, streamed } from "./support/ours.ts";
import { byThree } from "./support/references.ts";

/** How many random texts are compared; `DOCUMENTS` sets another number, `SEED` the seed. */
const COUNT = Number(process.env.DOCUMENTS ?? 2000);
/** A generous bound: they take some seconds. */
const LIMIT_MS = 120_000;
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

console.log(`random texts: SEED=${seed}`);

it(
  `what three references agree on, on ${COUNT} random texts, seed ${seed}`,
  () => {
    fc.assert(
      fc.property(documents(false), (text) => {
        const made = new Set(byThree(text));
        if (made.size === 1) expect([...made]).toEqual([streamed([text], false)]);
      }),
      { numRuns: COUNT, seed },
    );
  },
  LIMIT_MS,
);

// of texts that are always the same: where two things meet on which references differ, anyone may be alone
it(
  `never alone where two of three references agree, on ${COUNT} texts`,
  () => {
    fc.assert(
      fc.property(documents(false), (text) => {
        const made = byThree(text);
        if (new Set(made).size === 2) expect(made).toContain(streamed([text], false));
      }),
      { numRuns: COUNT, seed: 1 },
    );
  },
  LIMIT_MS,
);

it(
  `the same tree whatever the pieces on ${COUNT} random texts, seed ${seed}`,
  () => {
    fc.assert(
      fc.property(documents(true), fc.integer({ min: 1, max: 9 }), (text, size) => {
        expect(streamed(piecesOf(text, size), true)).toBe(streamed([text], true));
      }),
      { numRuns: COUNT, seed },
    );
  },
  LIMIT_MS,
);
