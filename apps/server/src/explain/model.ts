import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { Workflow } from "@workflow-stream/server";
import { promptWorkflow } from "@workflow-stream/server/prompt";
import { z } from "zod";

const defaultBaseUrl = "https://api.openai.com/v1";
const defaultModel = "gpt-4.1-mini";

/**
 * The `explain` workflow of a model behind an OpenAI-compatible API; `undefined` when the environment names neither
 * `OPENAI_API_KEY` nor `OPENAI_BASE_URL` (default OpenAI's own). `OPENAI_MODEL` chooses the model, default `gpt-4.1-mini`.
 */
export function explainByModel(env: NodeJS.ProcessEnv): Workflow | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: model } = env;
  if (!apiKey && !baseURL) return undefined;
  const provider = createOpenAICompatible({
    name: "openai-compatible",
    baseURL: baseURL || defaultBaseUrl,
    includeUsage: true,
    ...(apiKey && { apiKey }),
  });
  return promptWorkflow({
    id: "explain",
    model: provider(model || defaultModel),
    system: "Write plain prose without headings, lists or Markdown. Be exact and brief.",
    template: "Explain {{topic}} to a curious reader in about 200 words.",
    inputs: z.object({ topic: z.string().trim().min(1).max(200) }),
  });
}
