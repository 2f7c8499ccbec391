import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const FENCE = "```";

const textOf = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), "utf8");

/** A piece of code without what a formatter decides. */
const bare = (code: string): string => code.replaceAll(/\s+|;$/g, "");

it("all code of the README is checked by the compiler, as it stands there", async () => {
  const checked = bare(await textOf("readme.test-d.tsx"));
  const parts = (await textOf("../README.md")).split(`${FENCE}tsx\n`).slice(1);
  const paragraphs = parts
    .map((part) => part.slice(0, part.indexOf(FENCE)))
    .flatMap((code) => code.split("\n\n"))
    .filter((paragraph) => !paragraph.includes('from "@workflow-stream/react'));
  expect(paragraphs.length).toBeGreaterThan(4);
  for (const paragraph of paragraphs)
    expect(checked).toContain(bare(paragraph.replace("export ", "").trim()));
});
