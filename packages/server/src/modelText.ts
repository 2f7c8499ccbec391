import { streamText, type FinishReason, type LanguageModel, type LanguageModelUsage } from "ai";
import type { WorkflowEnd } from "./finishReason.ts";
import { NO_RECORD, type ModelCallOutcome, type ModelCallStart } from "./modelCall.ts";
import { modelOutput, type ModelPiece } from "./modelOutput.ts";
import { upstreamError } from "./upstreamError.ts";
import type { Usage, WorkflowContext } from "./workflow.ts";

/** A call of `streamText` as far as a prompt needs it. */
export type ModelCall = Parameters<typeof streamText>[0];

/**
 * Calls a model and yields its text, and what stands beside it; an empty string for anything else it sends, as a sign of life. Returns how
 * the text ended.
 * @throws WorkflowError `upstream_failed` or `upstream_timeout`.
 */
export async function* modelText(
  call: ModelCall,
  { signal, reportUsage, beginModelCall }: WorkflowContext,
  keepsReasoningBack: boolean,
): AsyncGenerator<ModelPiece, WorkflowEnd> {
  let finishReason: FinishReason | undefined;
  let response: Pick<ModelCallOutcome, "responseId" | "model"> = {};
  let end: Pick<ModelCallOutcome, "finishReason" | "usage" | "errorCode"> = {};
  const record = beginModelCall?.(startOf(call)) ?? NO_RECORD;
  const outputOf = modelOutput(keepsReasoningBack);
  try {
    // The text stream passes over errors. They come as parts here; the default of onError prints them, prompt included.
    const ask = { ...call, abortSignal: signal, onError() {} };
    const { fullStream } = record.within(() => streamText(ask));
    for await (const part of fullStream) {
      if (part.type === "error") throw part.error;
      if (part.type === "abort") throw new DOMException("The model took too long.", "TimeoutError");
      if (part.type === "text-delta" || part.type === "reasoning-delta") record.firstChunk();
      if (part.type === "finish-step") {
        response = { responseId: part.response.id, model: part.response.modelId };
      }
      if (part.type === "finish") {
        const usage = usageOf(part.totalUsage);
        reportUsage(usage);
        end = { usage, finishReason: part.finishReason };
        // Of a provider that fell silent the AI SDK says "other", without a word of the provider's own.
        const isSaid = part.finishReason !== "other" || part.rawFinishReason !== undefined;
        finishReason = isSaid ? part.finishReason : undefined;
      }
      yield outputOf(part);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const failed = upstreamError(error);
    end = { errorCode: failed.code };
    throw failed;
  } finally {
    record.ended({ ...response, ...end });
  }
  return endOf(finishReason);
}

/** @throws WorkflowError unless the model, its token limit or its filter ended the text. */
function endOf(finishReason: FinishReason | undefined): WorkflowEnd {
  switch (finishReason) {
    case "stop":
    case "length":
    case "content-filter":
    case "other":
      return { finishReason };
    default:
      throw upstreamError(new Error(`the model ended with ${finishReason ?? "no finish reason"}`));
  }
}

function isCount(value: number | undefined): value is number {
  return Number.isFinite(value);
}

/** The counts, under the names that versions 6 and 7 of the AI SDK share; absent where the provider gave none. */
function usageOf({
  inputTokens,
  outputTokens,
  totalTokens,
  outputTokenDetails,
}: LanguageModelUsage): Usage {
  const { reasoningTokens } = outputTokenDetails;
  return {
    ...(isCount(inputTokens) && { inputTokens }),
    ...(isCount(outputTokens) && { outputTokens }),
    ...(isCount(totalTokens) && { totalTokens }),
    ...(isCount(reasoningTokens) && { reasoningTokens }),
  };
}

/** What may be recorded of a call: its prompt may not. */
function startOf({ model, ...settings }: ModelCall): ModelCallStart {
  const { maxOutputTokens, temperature, topP, topK } = settings;
  const { presencePenalty, frequencyPenalty, seed } = settings;
  return {
    ...nameOf(model),
    maxOutputTokens,
    temperature,
    topP,
    topK,
    presencePenalty,
    frequencyPenalty,
    seed,
  };
}

/** A text names a model of the AI Gateway: `provider/model`. */
function nameOf(model: LanguageModel): Pick<ModelCallStart, "provider" | "model"> {
  if (typeof model !== "string") return { provider: model.provider, model: model.modelId };
  const [provider = "gateway", ...name] = model.split("/");
  return name.length > 0 ? { provider, model: name.join("/") } : { provider: "gateway", model };
}
