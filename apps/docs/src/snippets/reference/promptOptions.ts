import { promptWorkflow, type PromptWorkflowOptions } from "@workflow-stream/server/prompt";
import { z } from "zod";

declare const model: PromptWorkflowOptions["model"];

export const explain = promptWorkflow({
  id: "explain",
  model,
  template: "Explain {{topic}} in three sentences.",
  inputs: z.object({ topic: z.string() }),
  maxInputChars: 2_000,
  system: "You write for children of ten.",
  settings: { temperature: 0.2, maxOutputTokens: 400 },
  reasoning: false,
  cacheTtlSeconds: 86_400,
  detach: false,
  version: "2026-03",
});
