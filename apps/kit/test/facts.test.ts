import { expect, it } from "vitest";
import { compare } from "../src/facts.ts";

const record = (text: string) => ({
  status: "done" as const,
  text,
  bytes: new TextEncoder().encode(text).length,
  runs: 1,
  tokens: 1,
  connections: 1,
});

it.each([
  ["the same text", "Grüße", "done", "Grüße", true, /^Exact: each of the 7 bytes/],
  [
    "the beginning of it, shown as done",
    "Grü",
    "done",
    "Grüße",
    false,
    /^Not what the server wrote/,
  ],
  ["the beginning of it, stopped", "Grü", "stopped", "Grüße", true, /4 of the server’s 7 bytes/],
  ["another text", "Gru", "stopped", "Grüße", false, /^Not what the server wrote/],
  ["nothing of nothing", "", "error", "", true, /^Nothing came, and/],
  ["nothing of something", "", "error", "Grüße", false, /^Nothing came of 7 bytes/],
] as const)("%s", (_, text, status, written, isGood, words) => {
  const verdict = compare({ text, status }, record(written));
  expect(verdict.isGood).toBe(isGood);
  expect(verdict.words).toMatch(words);
});
