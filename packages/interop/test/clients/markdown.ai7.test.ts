import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const FENCE = "```";

const bare = (code: string): string => code.replaceAll(/\s/g, "");
const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), "utf8");

it("useChat's messages are shown as Markdown as the README says, which the compiler checks", async () => {
  const checked = bare(await read("markdown.ai7.test-d.tsx"));
  const [, code = ""] = (await read("../../../markdown/README.md")).split(`${FENCE}tsx\n`);
  const parts = code.slice(0, code.indexOf(FENCE)).split("\n\n");
  expect(parts).toHaveLength(2);
  for (const lines of [...(parts[0]?.split("\n") ?? []), parts[1] ?? ""])
    expect(checked).toContain(bare(lines));
  expect(parts[1]?.trim().split("\n").length).toBeLessThanOrEqual(6);
});
