import { translatePage } from "@workflow-stream/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { attachText } from "../../src/index.ts";
import { createHandStream } from "../support/handStream.ts";
import { textNodes } from "../support/textNodes.ts";

/** Where a text node is full, and next to it. */
const atNodeEnd = fc.constantFrom(4095, 4096, 4097, 8191, 8192, 8193, 12_287, 12_288);

/** A text cut into deltas between any two UTF-16 code units, surrogate pairs too. */
const deltas = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.string({ unit: "grapheme", maxLength: 40 }),
        fc.constantFrom("\n", "\n\n", "\r\n", "😀", "<b>&amp;</b>", "  \t ", "x".repeat(4095)),
        fc.nat({ max: 5000 }).map((length) => "😀".repeat(length)),
      ),
      { maxLength: 12 },
    ),
    fc.array(fc.oneof(fc.nat({ max: 30_000 }), atNodeEnd), { maxLength: 12 }),
  )
  .map(([parts, cuts]) => {
    const text = parts.join("");
    const at = [
      0,
      ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b),
      text.length,
    ];
    return at.slice(1).map((end, n) => text.slice(at[n], end));
  });

it("any text, cut in any way, is the element's textContent exactly, in nodes and blocks of about 4 KB", () => {
  fc.assert(
    fc.property(deltas, fc.nat({ max: 12 }), (deltas, before) => {
      const element = document.createElement("p");
      const hand = createHandStream(deltas.slice(0, before).join(""));
      const detach = attachText(element, hand.stream);
      for (const delta of deltas.slice(before)) hand.append(delta);
      detach();
      const text = deltas.join("");
      expect(element.textContent).toBe(text);
      for (const data of textNodes(element)) {
        // only what combines may make it longer
        expect(data.slice(4096 + Math.max(4096, text.length / 16))).not.toMatch(/[!-~]/);
        expect(data).not.toMatch(/\p{Cs}/u);
      }
      const blocks = [...element.children].map((block) => block.textContent!);
      for (const block of blocks.slice(0, -1)) {
        expect(block.length).toBeGreaterThan(4096);
        expect(block.indexOf("\n", 4096)).toBe(block.length - 1);
      }
    }),
    { numRuns: 300 },
  );
});

it("any text that a translator works on meanwhile is whole and in its order", () => {
  fc.assert(
    fc.property(deltas, fc.array(fc.boolean()), (deltas, isTranslated) => {
      const element = document.createElement("p");
      const hand = createHandStream();
      const detach = attachText(element, hand.stream);
      for (const [index, delta] of deltas.entries()) {
        hand.append(delta);
        if (isTranslated[index]) translatePage(element, (text) => text);
      }
      detach();
      expect(element.textContent).toBe(deltas.join(""));
    }),
    { numRuns: 100 },
  );
});
