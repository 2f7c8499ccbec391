import { expect, it, vi } from "vitest";
import { describePromptWorkflow } from "./promptSuite.ts";

vi.mock("ai", () => import("ai-6"));

it("is version 6, which lacks what came with 7", async () => {
  const ai = await import("ai");
  expect("isStepCount" in ai).toBe(false);
  expect("streamText" in ai).toBe(true);
});

describePromptWorkflow("6");
