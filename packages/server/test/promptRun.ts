import type { MockLanguageModelV3 } from "ai/test";
import type { WorkflowErrorCode } from "../src/errors.ts";
import type { WorkflowEnd } from "../src/finishReason.ts";
import type { Part } from "../src/part.ts";
import { promptWorkflow, type PromptWorkflowOptions } from "../src/prompt.ts";
import type { PromptValues } from "../src/promptInputs.ts";
import type { Usage } from "../src/workflow.ts";
import { untilReturned } from "../src/workflowOutput.ts";

/** What came of a run. */
export interface Outcome {
  readonly text: string;
  readonly pieces: number;
  readonly usage: Usage[];
  /** What stood beside the text. */
  readonly parts: Part[];
  readonly finishReason?: WorkflowEnd["finishReason"];
  readonly error?: { code: WorkflowErrorCode; message: string; cause: unknown };
}

/** Runs a prompt by hand, without a server. */
export async function run(
  options: Partial<Omit<PromptWorkflowOptions, "model">> & { model: MockLanguageModelV3 },
  inputs: PromptValues = { topic: "tides" },
  controller: AbortController = new AbortController(),
): Promise<Outcome> {
  const workflow = promptWorkflow({ id: "explain", template: "About {{topic}}", ...options });
  const usage: Usage[] = [];
  const context = {
    signal: controller.signal,
    runId: "run_x",
    reportUsage: (used: Usage) => usage.push(used),
  };
  let text = "";
  let pieces = 0;
  const parts: Part[] = [];
  let end: WorkflowEnd = {};
  try {
    const output = workflow.run(inputs, context);
    for await (const piece of untilReturned(output, (returned) => (end = returned ?? {}))) {
      if (typeof piece === "string") text += piece;
      else parts.push(piece);
      pieces++;
    }
  } catch (error) {
    return { text, pieces, usage, parts, error: error as NonNullable<Outcome["error"]> };
  }
  return { text, pieces, usage, parts, ...end };
}

/** An error as a provider's package throws it: it holds the request, and so the prompt. */
export function apiError(statusCode: number, message = "the provider's own words"): Error {
  return Object.assign(new Error(message), {
    name: "AI_APICallError",
    statusCode,
    isRetryable: statusCode >= 500,
    requestBodyValues: { prompt: "the prompt" },
    responseBody: "the response",
    responseHeaders: { "retry-after-ms": "1" },
    // how the SDK knows its own errors, also between its copies
    [Symbol.for("vercel.ai.error")]: true,
    [Symbol.for("vercel.ai.error.AI_APICallError")]: true,
  });
}
