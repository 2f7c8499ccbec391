import { characterEntities } from "character-entities";
import { expect, it } from "vitest";
import { allEntities } from "../src/entities.ts";
import { LIKE_REFERENCES, streamed } from "./support/ours.ts";
import { EXAMPLES } from "./support/spec.ts";

it("the separate table has every name that the HTML Standard lists, beside those of HTML 4", () => {
  const names = Object.entries(characterEntities);
  const wrong = names.filter(([name, value]) => {
    const html = streamed([`&${name};`], false);
    return (
      html !== streamed([[...value].map((char) => `&#${char.codePointAt(0)};`).join("")], false)
    );
  });
  expect(names).toHaveLength(2125);
  expect(wrong).toEqual([]);
  expect(allEntities.findEntity?.("noSuchName")).toBeUndefined();
});

it("without it, names that HTML 4 has not are text: one of CommonMark's 652 examples differs", () => {
  const withoutTable = { ...LIKE_REFERENCES, syntax: [] };
  const different = EXAMPLES.filter(
    ({ markdown }) => streamed([markdown], false, withoutTable) !== streamed([markdown], false),
  );
  expect(different.map(({ markdown }) => markdown.slice(0, 12))).toEqual(["&nbsp; &amp;"]);
});
