import { expect, test } from "playwright/test";
import { exampleApps } from "./apps.ts";
import { countLines } from "./lines.ts";

/** How many lines from a framework's starter to growing text. */
const MOST_LINES = 12;

for (const [name, { untouched }] of Object.entries(exampleApps))
  test(`${name} has at most ${MOST_LINES} lines of ours`, () => {
    const count = countLines(`examples/${name}`, untouched, `scripts/examples/starters/${name}`);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(MOST_LINES);
    console.log(name, count);
  });
