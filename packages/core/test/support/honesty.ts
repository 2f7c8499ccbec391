import type { ScriptedPart } from "@workflow-stream/testing";
import { expect } from "vitest";
import type { RunResult } from "../../src/index.ts";
import type { Scenario } from "./scenarios.ts";

/** What came of a scenario: its text, and what came beside it. */
interface Came {
  readonly text: string;
  readonly reasoning: string;
  /** The URLs of its sources. */
  readonly urls: readonly (string | undefined)[];
  /** The values of its data, those of one name too that took each other's place. */
  readonly values: readonly unknown[];
}

/** What a scenario's text is when nothing goes wrong. */
export function wholeText({ deltas, format, resume }: Scenario): string {
  const text = deltas.filter((piece) => typeof piece === "string").join("");
  // without our protocol, a byte order mark at the beginning of raw UTF-8 is not text
  return format === "plain" && !resume ? text.replace(/^\uFEFF/, "") : text;
}

/** Expects that a result is exact, or a prefix of the text that says that it may not be all. */
export function expectHonest(result: RunResult, scenario: Scenario): void {
  const { status, text, isPartial, verified, error, finishReason } = result;
  const { ending } = scenario;
  const whole = wholeText(scenario);
  const isFinish = ending === "finish" || (typeof ending === "object" && "finish" in ending);
  expect(whole.startsWith(text)).toBe(true);
  expect(text).not.toMatch(/\p{Cs}/u);
  expect(isPartial).toBe(status !== "done" || finishReason === "length");
  expect(error !== undefined).toBe(status === "error");
  if (verified) expect(text).toBe(whole);
  // only a clean end of raw text can't be told from a break, and that is said
  else if (status === "done") expect([scenario.format, scenario.resume]).toEqual(["plain", false]);
  if (!isFinish) expect(status === "done" && verified).toBe(false);
  if (typeof ending === "object" && "finish" in ending && status === "done" && verified)
    expect(result).toMatchObject(ending.finish);
}

/** Expects of what stands beside the text that each came once and in its order: with the text, a beginning of the run. */
export function expectExactBeside(
  { text, reasoning, sources, verified }: RunResult,
  values: readonly unknown[],
  scenario: Scenario,
): void {
  const { deltas, format } = scenario;
  const came: Came = { text, reasoning, urls: sources.map(({ url }) => url), values };
  if (format === "plain")
    return expect(came).toEqual({ text, reasoning: "", urls: [], values: [] });
  const beginnings = Array.from(deltas, (_, at) => cameOf(deltas.slice(0, at)));
  const whole = cameOf(deltas);
  if (verified) expect(came).toEqual(whole);
  else expect([...beginnings, whole]).toContainEqual(came);
}

function cameOf(pieces: readonly (string | ScriptedPart)[]): Came {
  const parts = pieces.filter((piece) => typeof piece === "object");
  return {
    text: pieces.filter((piece) => typeof piece === "string").join(""),
    reasoning: parts.map((part) => (part.type === "reasoning" ? part.text : "")).join(""),
    urls: parts.flatMap((part) => (part.type === "source" ? [part.url] : [])),
    values: parts.flatMap((part) => (part.type === "data" ? [part.value] : [])),
  };
}
