import type { MockLanguageModelV3 } from "ai/test";

type StreamResult = Awaited<ReturnType<MockLanguageModelV3["doStream"]>>;

/** A part as a model's provider sends it, in version 3, which the AI SDK 6 and 7 both take. */
export type ModelPart = StreamResult["stream"] extends ReadableStream<infer Part> ? Part : never;

type Reason = Extract<ModelPart, { type: "finish" }>["finishReason"]["unified"];

/** The parts of one text. */
export function said(...deltas: readonly string[]): ModelPart[] {
  return [
    { type: "text-start", id: "1" },
    ...deltas.map((delta) => ({ type: "text-delta", id: "1", delta }) as const),
    { type: "text-end", id: "1" },
  ];
}

/** How a model ends. */
export function finish(reason: Reason): ModelPart {
  return {
    type: "finish",
    finishReason: { unified: reason, raw: reason },
    usage: {
      inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: 1, text: 1, reasoning: undefined },
    },
  };
}

/** A call of the tool `weather`. */
export const weatherCall: ModelPart = {
  type: "tool-call",
  toolCallId: "c1",
  toolName: "weather",
  input: '{"city":"東京"}',
};

const gapMs = 2;
const afterMs = 30;

/** Sends parts one by one, as a provider's answer arrives. With `abort`, calls it after the last, and breaks as a fetch does. */
export function streamOf(
  parts: readonly ModelPart[],
  abort?: AbortController,
): ReadableStream<ModelPart> {
  let next = 0;
  return new ReadableStream({
    async pull(controller) {
      await sleep(gapMs);
      const part = parts[next++];
      if (part) return controller.enqueue(part);
      if (!abort) return controller.close();
      await sleep(afterMs);
      abort.abort();
      controller.error(abort.signal.reason);
    },
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
