import { expect, it } from "vitest";
import { describePromptWorkflow } from "./promptSuite.ts";

it("is version 7, which prompt.ts is written against", async () => {
  expect(await import("ai")).toHaveProperty("isStepCount");
});

describePromptWorkflow("7");
