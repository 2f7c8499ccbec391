import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const PACKAGES = new URL("../../", import.meta.url);
const BINDINGS = ["vue", "svelte", "solid", "solid-2", "react"];
/** What is core's own, and no user's. */
const INTERNAL = new Set([".", "./binding", "./package.json"]);

const entriesOf = (folder: string): string[] => {
  const text = readFileSync(new URL(`${folder}/package.json`, PACKAGES), "utf8");
  const { exports } = JSON.parse(text) as { exports: Record<string, unknown> };
  return Object.keys(exports);
};
const entries = entriesOf("core").filter((entry) => !INTERNAL.has(entry));

it.each(BINDINGS)("%s hands on each entry of core's, whole", async (binding) => {
  expect(entriesOf(binding)).toEqual(expect.arrayContaining(entries));
  for (const entry of entries) {
    const theirs: object = await import(new URL(`${binding}/src/${entry}.ts`, PACKAGES).href);
    const ours: object = await import(new URL(`core/dist/${entry}.js`, PACKAGES).href);
    expect(Object.keys(ours).length).toBeGreaterThan(0);
    expect(theirs).toEqual(ours);
  }
});
