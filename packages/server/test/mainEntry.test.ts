import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Every module that a file imports when it is loaded, its own files followed. */
function importsOf(url: URL, seen = new Map<string, Set<string>>()): Map<string, Set<string>> {
  const found = new Set<string>();
  seen.set(url.href, found);
  const source = readFileSync(url, "utf8");
  for (const [, isType, name = ""] of source.matchAll(
    /^(?:import|export)( type)?[^;"]*? from "([^"]+)"|^import "([^"]+)"/gm,
  )) {
    if (isType) continue;
    if (!name.startsWith(".")) found.add(name);
    else if (!seen.has(new URL(name, url).href)) importsOf(new URL(name, url), seen);
  }
  return seen;
}

it("the main entry needs nothing of Node, and no package that only some need", () => {
  const modules = importsOf(new URL("../src/index.ts", import.meta.url));
  expect(modules.size).toBeGreaterThan(30);
  const packages = new Set([...modules.values()].flatMap((names) => [...names]));
  expect([...packages].sort()).toEqual([
    "hono",
    "hono/route",
    "rate-limiter-flexible/lib/RateLimiterMemory.js",
  ]);
});
