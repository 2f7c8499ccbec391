import type * as Ai from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { z } from "zod";
import { pieces } from "../support/text.ts";
import { finish, said, streamOf, weatherCall, type ModelPart } from "./model.ts";

/** What a version of the AI SDK offers to a server. */
export type ServerSdk = Pick<
  typeof Ai,
  "createUIMessageStream" | "createUIMessageStreamResponse" | "stepCountIs" | "streamText" | "tool"
>;

/** The answers of a server built on a version of the AI SDK, by path. */
export function createRoutes(sdk: ServerSdk): Readonly<Record<string, () => Response>> {
  const { createUIMessageStream, createUIMessageStreamResponse, stepCountIs, streamText, tool } =
    sdk;
  const quiet = { prompt: "Tell me a story.", onError() {} } as const;

  const model = (...answers: readonly (readonly ModelPart[])[]): MockLanguageModelV3 =>
    new MockLanguageModelV3({ doStream: answers.map((parts) => ({ stream: streamOf(parts) })) });
  const whole = (): ReturnType<typeof streamText> =>
    streamText({ ...quiet, model: model([...said(...pieces), finish("stop")]) });
  const broken = (): ReturnType<typeof streamText> =>
    streamText({
      ...quiet,
      model: model([...said("The beginning"), { type: "error", error: new Error("overloaded") }]),
    });

  return {
    ui: () => whole().toUIMessageStreamResponse(),
    "ui-usage": () =>
      whole().toUIMessageStreamResponse({
        messageMetadata: ({ part }) =>
          part.type === "finish" ? { usage: part.totalUsage } : undefined,
      }),
    "ui-cut": () =>
      streamText({
        ...quiet,
        model: model([...said("The beginning"), finish("length")]),
      }).toUIMessageStreamResponse(),
    "ui-filtered": () =>
      streamText({
        ...quiet,
        model: model([...said("The beginning"), finish("content-filter")]),
      }).toUIMessageStreamResponse(),
    text: () => whole().toTextStreamResponse(),
    reasoning: () =>
      streamText({
        ...quiet,
        model: model([
          { type: "reasoning-start", id: "r" },
          { type: "reasoning-delta", id: "r", delta: "They want a story." },
          { type: "reasoning-end", id: "r" },
          ...said(...pieces),
          finish("stop"),
        ]),
      }).toUIMessageStreamResponse({ sendReasoning: true, sendSources: true }),
    tools: () =>
      streamText({
        ...quiet,
        model: model(
          [...said("Let me see. "), weatherCall, finish("tool-calls")],
          [...said("It is 21 °C."), finish("stop")],
        ),
        tools: {
          weather: tool({
            inputSchema: z.object({ city: z.string() }),
            execute: async () => ({ text: "not for the page", degrees: 21 }),
          }),
        },
        stopWhen: stepCountIs(2),
      }).toUIMessageStreamResponse(),
    written: () =>
      createUIMessageStreamResponse({
        stream: createUIMessageStream({
          execute({ writer }) {
            writer.write({ type: "start", messageId: "m1" });
            writer.write({
              type: "data-note",
              data: { text: "for this moment" },
              transient: true,
            });
            writer.write({ type: "source-url", sourceId: "s", url: "https://example.com" });
            writer.write({ type: "data-chart", id: "1", data: [1] });
            writer.write({ type: "data-chart", id: "1", data: [1, 2] });
            writer.write({ type: "text-start", id: "a" });
            for (const delta of pieces) writer.write({ type: "text-delta", id: "a", delta });
            writer.write({ type: "text-end", id: "a" });
            writer.write({ type: "finish" });
          },
        }),
      }),
    "ui-error": () => broken().toUIMessageStreamResponse({ onError: () => "The model gave up." }),
    "text-error": () => broken().toTextStreamResponse(),
    abort: () => {
      const controller = new AbortController();
      const model = new MockLanguageModelV3({
        doStream: async () => ({
          stream: streamOf(said("The beginning").slice(0, 2), controller),
        }),
      });
      return streamText({
        ...quiet,
        model,
        abortSignal: controller.signal,
      }).toUIMessageStreamResponse();
    },
    refused: () =>
      Response.json({ error: { message: "No quota", code: "quota" } }, { status: 429 }),
  };
}
