import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isEqualJson } from "../../src/run/equalJson.ts";

const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);

it.each<[boolean, string, string]>([
  [true, "{}", "{}"],
  [true, '{"a":1,"b":{"c":2,"d":3}}', '{"b":{"d":3,"c":2},"a":1}'],
  [true, '{"__proto__":1,"a":2}', '{"a":2,"__proto__":1}'],
  [false, '{"a":1,"b":2}', '{"a":2,"b":1}'],
  [false, "[1,2]", "[2,1]"],
  [false, "{}", "[]"],
  [false, '{"0":1}', '["0",1]'],
  [false, "[{}]", "[[]]"],
  [false, '{"a":1}', '{"b":1}'],
  [false, '{"a":"1"}', '{"ab":1}'],
  [false, '{"__proto__":[],"a":1}', '{"toString":[],"":1}'],
  [false, '{"__proto__":{}}', '{"aaaaaaaaa":{}}'],
  [false, '{"aaaaaaaaa":{}}', '{"__proto__":{}}'],
  [false, '{"a":null}', '{"b":null}'],
  [false, "null", "true"],
  [false, '{"a":1}', "null"],
])("%s: %s and %s", (isEqual, one, other) => {
  expect(isEqualJson(one, other)).toBe(isEqual);
});

/** Small, so that equal ones come about. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, "", "a"),
    fc.array(tie("value"), { maxLength: 2 }),
    fc
      .array(fc.tuple(fc.constantFrom("a", "b", "__proto__", "1"), tie("value")), { maxLength: 3 })
      .map((members) => Object.fromEntries(members)),
  ),
})).value;

/** The same, each object's members turned round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}

it(`texts are equal exactly when their values are (seed ${seed})`, () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      const text = JSON.stringify(one);
      expect(isEqualJson(text, JSON.stringify(turned(one)))).toBe(true);
      expect(isEqualJson(text, JSON.stringify(other))).toBe(isDeepStrictEqual(one, other));
    }),
    { seed, numRuns: 2000 },
  );
});
