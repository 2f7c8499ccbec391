import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Tracer,
} from "@opentelemetry/api";
import type { ModelCallOutcome, ModelCallRecord, ModelCallStart } from "../modelCall.ts";
import { inSeconds, present } from "./attributes.ts";
import type { Instruments } from "./instruments.ts";
import { providerName } from "./providerName.ts";

const OPERATION = "chat";

/** Begins the span of a model's call, as the semantic conventions for generative AI name its members (version 1.41). */
export function recordModelCall(
  call: ModelCallStart,
  parent: Context,
  tracer: Tracer,
  instruments: Instruments,
): ModelCallRecord {
  const startedAt = performance.now();
  const called = {
    "gen_ai.operation.name": OPERATION,
    "gen_ai.provider.name": providerName(call.provider),
    "gen_ai.request.model": call.model,
  };
  const attributes = present({
    ...called,
    "gen_ai.output.type": "text",
    "gen_ai.request.stream": true,
    "gen_ai.request.max_tokens": call.maxOutputTokens,
    "gen_ai.request.temperature": call.temperature,
    "gen_ai.request.top_p": call.topP,
    "gen_ai.request.top_k": call.topK,
    "gen_ai.request.presence_penalty": call.presencePenalty,
    "gen_ai.request.frequency_penalty": call.frequencyPenalty,
    "gen_ai.request.seed": call.seed,
  });
  const span = tracer.startSpan(
    `${OPERATION} ${call.model}`,
    { kind: SpanKind.CLIENT, attributes },
    parent,
  );
  const inside = trace.setSpan(parent, span);
  let hasBegun = false;

  function firstChunk(): void {
    if (hasBegun) return;
    hasBegun = true;
    const seconds = inSeconds(performance.now() - startedAt);
    span.setAttribute("gen_ai.response.time_to_first_chunk", seconds);
    instruments.modelFirstChunk.record(seconds, called, inside);
  }

  function ended({ finishReason, model, responseId, usage, errorCode }: ModelCallOutcome): void {
    const answered = present({
      ...called,
      "gen_ai.response.model": model,
      "error.type": errorCode,
    });
    span.setAttributes(
      present({
        ...answered,
        "gen_ai.response.id": responseId,
        "gen_ai.response.finish_reasons": finishReason === undefined ? undefined : [finishReason],
        "gen_ai.usage.input_tokens": usage?.inputTokens,
        "gen_ai.usage.output_tokens": usage?.outputTokens,
      }),
    );
    if (errorCode !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    instruments.modelDuration.record(inSeconds(performance.now() - startedAt), answered, inside);
    const used = [
      ["input", usage?.inputTokens],
      ["output", usage?.outputTokens],
    ] as const;
    for (const [type, tokens] of used) {
      if (tokens === undefined) continue;
      instruments.modelTokens.record(tokens, { ...answered, "gen_ai.token.type": type }, inside);
    }
  }

  return { within: (work) => context.with(inside, work), firstChunk, ended };
}
