import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../../", import.meta.url);
const promises = readFileSync(new URL("docs/promises.md", root), "utf8");
const named = promises.matchAll(/`([\w./]+\.(?:tsx?|mjs))`(?:, "([^"]+)")?/g);

it.each([...named].map(([, path = "", title = ""]) => [path, title]))(
  "docs/promises.md names what is there: %s %j",
  (path, title) => {
    const folder = /^(?:e2e|scripts|packages)\//.test(path) ? "" : "packages/core/test/";
    const file = new URL(folder + path, root);
    expect(existsSync(file)).toBe(true);
    if (title) expect(readFileSync(file, "utf8")).toContain(`"${title}"`);
  },
);

it("docs/promises.md names a test for each promise", () => {
  const rows = promises.split("\n").filter((line) => /^\| (?!promise|-)/.test(line));
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((row) => !/`[\w./]+\.(tsx?|mjs)`/.test(row))).toEqual([]);
});
