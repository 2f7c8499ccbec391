import { expect, it } from "vitest";
import { growthExponent, median } from "./measure/statistics.ts";

it("the median is the middle one, or half way between two", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([10, 1, 4, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

it("growth is fitted as an exponent", () => {
  expect(growthExponent([1, 10, 100].map((n) => [n, 7 * n]))).toBeCloseTo(1);
  expect(growthExponent([2, 20, 100].map((n) => [n, 0.1 * n ** 2]))).toBeCloseTo(2);
});
