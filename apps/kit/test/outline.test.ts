import { describe, expect, it } from "vitest";
import { outlineOf, readingTime } from "../src/outline.ts";

describe("outlineOf", () => {
  it("has the beginning of each paragraph, cut between words", () => {
    const text = "Tides\n\nOn most coasts the sea comes up and goes down twice a day.\n\nShort.";
    expect(outlineOf(text)).toEqual([
      "Tides",
      "On most coasts the sea comes up and goes…",
      "Short.",
    ]);
  });

  it("has six lines at most, and none for no text", () => {
    expect(
      outlineOf(Array.from({ length: 20 }, (_, n) => `Paragraph ${n}`).join("\n\n")),
    ).toHaveLength(6);
    expect(outlineOf("")).toEqual([]);
    expect(outlineOf("\n\n \n\n")).toEqual([]);
  });

  it("cuts a text without spaces, but never a character", () => {
    const [line = ""] = outlineOf(`x${"👋".repeat(100)}`);
    expect(line).toMatch(/^x👋+…$/u);
    expect(line).not.toMatch(/\p{Surrogate}/u);
  });
});

describe("readingTime", () => {
  it.each([
    ["", ""],
    ["One.", "1 min to read"],
    ["word ".repeat(230), "1 min to read"],
    ["word ".repeat(700), "4 min to read"],
    ["人人生而自由".repeat(100), "2 min to read"],
  ])("%#", (text, words) => {
    expect(readingTime(text).replace("\u00a0", " ")).toBe(words);
  });
});
