import { expect } from "vitest";

/** As much as is read of a refusal, in UTF-16 code units. */
export const HUGE_CHARS = 65_536;

/** Expects work on hostile input to end soon: linear work takes milliseconds, quadratic work seconds or minutes. */
export async function withinOneSecond<T>(work: () => T | Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  expect(performance.now() - startedAt).toBeLessThan(1000);
  return result;
}
