import { streamText, type FinishReason } from "ai";
import { WorkflowError } from "./errors.ts";
import { upstreamError } from "./upstreamError.ts";
import type { Usage, WorkflowContext } from "./workflow.ts";

/** A call of `streamText` as far as a prompt needs it. */
export type ModelCall = Parameters<typeof streamText>[0];

/**
 * Calls a model and yields its text; an empty string for anything else it sends, as a sign of life.
 * @throws WorkflowError `upstream_failed`, `upstream_timeout`, or `output_too_large` at the model's token limit.
 */
export async function* modelText(
  call: ModelCall,
  { signal, reportUsage }: WorkflowContext,
): AsyncGenerator<string> {
  let finishReason: FinishReason | undefined;
  try {
    // The text stream passes over errors. They come as parts here; the default of onError prints them, prompt included.
    const { fullStream } = streamText({ ...call, abortSignal: signal, onError() {} });
    for await (const part of fullStream) {
      if (part.type === "error") throw part.error;
      if (part.type === "abort") throw new DOMException("The model took too long.", "TimeoutError");
      if (part.type === "finish") {
        reportUsage(usageOf(part.totalUsage));
        // Of a provider that fell silent the AI SDK says "other", without a word of the provider's own.
        const isSaid = part.finishReason !== "other" || part.rawFinishReason !== undefined;
        finishReason = isSaid ? part.finishReason : undefined;
      }
      yield part.type === "text-delta" ? part.text : "";
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : upstreamError(error);
  }
  checkEnd(finishReason);
}

/** @throws WorkflowError unless the model came to its end. */
function checkEnd(finishReason: FinishReason | undefined): void {
  switch (finishReason) {
    case "stop":
    case "other":
      return;
    case "length":
      throw new WorkflowError("The model reached its token limit before the end of the text.", {
        code: "output_too_large",
      });
    case "content-filter":
      throw new WorkflowError("The rest of the text was withheld by the model's content filter.", {
        code: "upstream_failed",
      });
    default:
      throw upstreamError(new Error(`the model ended with ${finishReason ?? "no finish reason"}`));
  }
}

/** The counts, under the names that versions 6 and 7 of the AI SDK share; absent where the provider gave none. */
function usageOf({ inputTokens, outputTokens, totalTokens }: Partial<Usage>): Usage {
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(totalTokens !== undefined && { totalTokens }),
  };
}
