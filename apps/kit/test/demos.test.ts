import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const maxLines = 150;

test.each(["vue", "svelte", "solid", "react"])(
  `the %s demo's own code is at most ${maxLines} lines`,
  (name) => {
    const demo = new URL(`../../${name}-demo/`, import.meta.url);
    const sources = readdirSync(new URL("src/", demo), { recursive: true, encoding: "utf8" });
    const lines = [...sources.map((source) => `src/${source}`), "index.html"].map(
      (file) => readFileSync(new URL(file, demo), "utf8").trimEnd().split("\n").length,
    );
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(maxLines);
  },
);
