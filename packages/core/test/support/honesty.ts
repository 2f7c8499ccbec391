import { expect } from "vitest";
import type { RunResult } from "../../src/index.ts";
import type { Scenario } from "./scenarios.ts";

/** What a scenario's text is when nothing goes wrong. */
export function wholeText({ deltas, format, resume }: Scenario): string {
  const text = deltas.join("");
  // without our protocol, a byte order mark at the beginning of raw UTF-8 is not text
  return format === "plain" && !resume ? text.replace(/^\uFEFF/, "") : text;
}

/** Expects that a result is exact, or a prefix of the text that says that it may not be all. */
export function expectHonest(result: RunResult, scenario: Scenario): void {
  const { status, text, isPartial, verified, error } = result;
  const whole = wholeText(scenario);
  expect(whole.startsWith(text)).toBe(true);
  expect(text).not.toMatch(/\p{Cs}/u);
  expect(isPartial).toBe(status !== "done");
  expect(error !== undefined).toBe(status === "error");
  if (verified) expect(text).toBe(whole);
  // only a clean end of raw text can't be told from a break, and that is said
  else if (status === "done") expect([scenario.format, scenario.resume]).toEqual(["plain", false]);
  if (scenario.ending !== "finish") expect(status === "done" && verified).toBe(false);
}
