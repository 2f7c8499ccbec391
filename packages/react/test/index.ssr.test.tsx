import { readFile } from "node:fs/promises";
import * as core from "@workflow-stream/core";
import { expect, it } from "vitest";
import * as react from "../src/index.ts";

it("hands on all of core, by name", async () => {
  expect(Object.keys(react)).toEqual(expect.arrayContaining(Object.keys(core)));
  const index = await readFile(new URL("../src/index.ts", import.meta.url), "utf8");
  expect(index).not.toMatch(/^export \*/m);
});
