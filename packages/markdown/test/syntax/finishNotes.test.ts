import { expect, it } from "vitest";
import type { TextBlock } from "../../src/block/blocks.ts";
import { finishNotes } from "../../src/block/finishNotes.ts";
import { createParser } from "../../src/block/parser.ts";
import { footnotes } from "../../src/footnotes.ts";
import { settingsOf } from "../../src/output/settings.ts";

const nothing = (): void => {};
const listener = {
  added: nothing,
  removed: nothing,
  rowAdded: nothing,
  changed: nothing,
  closed: nothing,
  loosened: nothing,
};

/** Blocks that may mention footnotes, which count how often that is asked. */
class Asked extends Set<TextBlock> {
  count = 0;
  override has(block: TextBlock): boolean {
    this.count++;
    return super.has(block) || block.kind !== "cell";
  }
}

it("each step looks at one block and changes one at most, in paragraphs, lists, quotes and tables", () => {
  const text =
    "a[^1]\n\n- b[^2]\n  > c\n\n| d | e[^1] |\n|-|-|\n| f | g |\n\n[^1]: h\n\n[^2]: i\n\n# j";
  const parser = createParser(settingsOf({ syntax: [footnotes] }), listener);
  parser.append(text.repeat(20));
  parser.end();
  const [block] = parser.document.children;
  const mentioning = new Asked();
  if (block?.kind === "paragraph") mentioning.add(block);
  let changes = 0;
  let steps = 0;
  for (const _ of finishNotes(parser.document, mentioning, () => changes++)) {
    expect(mentioning.count).toBeLessThanOrEqual(1);
    expect(changes).toBeLessThanOrEqual(2);
    mentioning.count = changes = 0;
    steps++;
  }
  expect(steps).toBeGreaterThan(200);
});
