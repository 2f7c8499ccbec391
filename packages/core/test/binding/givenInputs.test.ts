import { expect, it } from "vitest";
import { givenInputs, isSameGiven } from "../../src/binding/index.ts";

it.each([undefined, null, false] as const)("a source that gives %s is closed", (given) => {
  expect(givenInputs(given)).toBeUndefined();
});

it("what a source gives is kept as it is, and known by its value", () => {
  const inputs = { topic: "tides", depth: 1 };
  const given = givenInputs(inputs);
  expect(given?.inputs).toBe(inputs);
  expect(isSameGiven(given, givenInputs({ depth: 1, topic: "tides" }))).toBe(true);
  expect(isSameGiven(given, givenInputs({ ...inputs, depth: 2 }))).toBe(false);
  expect(isSameGiven(given, undefined)).toBe(false);
  expect(isSameGiven(undefined, given)).toBe(false);
  expect(isSameGiven(undefined, undefined)).toBe(true);
});

it("inputs that JSON would lose differ from those that are mended, and throw nothing", () => {
  const lost = givenInputs({ depth: Number.NaN });
  expect(isSameGiven(lost, givenInputs({ depth: null }))).toBe(false);
  expect(isSameGiven(lost, givenInputs({ depth: Number.NaN }))).toBe(true);
});
