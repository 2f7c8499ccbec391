import { convertArrayToReadableStream, MockLanguageModelV3 } from "ai/test";

type StreamResult = Awaited<ReturnType<MockLanguageModelV3["doStream"]>>;

/** A part as a model's provider sends it. */
export type ModelPart = StreamResult["stream"] extends ReadableStream<infer Part> ? Part : never;

export const usage = {
  inputTokens: { total: 7, noCache: 7, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 3, text: 3, reasoning: undefined },
};

/** What a provider sends for a text that comes to its end. */
export function says(...deltas: string[]): ModelPart[] {
  return [...text(...deltas), finish("stop")];
}

/** A text, without a word of how it ended. */
export function text(...deltas: string[]): ModelPart[] {
  return [
    { type: "stream-start", warnings: [] },
    { type: "text-start", id: "1" },
    ...deltas.map((delta) => ({ type: "text-delta", id: "1", delta }) as const),
    { type: "text-end", id: "1" },
  ];
}

type Reason = Extract<ModelPart, { type: "finish" }>["finishReason"];

export function finish(unified: Reason["unified"], raw: string | undefined = unified): ModelPart {
  return { type: "finish", finishReason: { unified, raw }, usage };
}

/** A model that sends these parts to every call. It speaks version 3, which the AI SDK 6 and 7 both take. */
export function modelOf(parts: readonly ModelPart[]): MockLanguageModelV3 {
  return new MockLanguageModelV3({
    doStream: async () => ({ stream: convertArrayToReadableStream([...parts]) }),
  });
}

/** A model whose provider answers with an error. */
export function failingModel(error: unknown): MockLanguageModelV3 {
  return new MockLanguageModelV3({
    doStream: async () => {
      throw error;
    },
  });
}

/** A model that sends these parts and then nothing more, until its call is aborted. */
export function stallingModel(parts: readonly ModelPart[]): {
  readonly model: MockLanguageModelV3;
  readonly aborted: Promise<unknown>;
} {
  let tell = (_reason: unknown): void => {};
  const aborted = new Promise((resolve) => (tell = resolve));
  const model = new MockLanguageModelV3({
    doStream: async ({ abortSignal }) => ({
      stream: new ReadableStream<ModelPart>({
        start(controller) {
          for (const part of parts) controller.enqueue(part);
          abortSignal?.addEventListener("abort", () => {
            tell(abortSignal.reason);
            controller.error(abortSignal.reason);
          });
        },
      }),
    }),
  });
  return { model, aborted };
}
