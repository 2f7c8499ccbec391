import type { streamText } from "ai";
import { isWebAddress, type ReasoningPart, type SourcePart } from "./part.ts";

type ModelPart =
  ReturnType<typeof streamText>["fullStream"] extends AsyncIterable<infer Part> ? Part : never;

/** What a model's stream becomes. */
export type ModelPiece = string | ReasoningPart | SourcePart;

/** Between two thoughts that a model tells apart. */
const THOUGHT_BREAK = "\n\n";

/**
 * Creates the translation of one model's stream into what a workflow yields: its text, its thoughts unless they are kept back, and its
 * sources on the web. Anything else is a sign of life.
 */
export function modelOutput(keepsReasoningBack: boolean): (part: ModelPart) => ModelPiece {
  let hasThought = false;
  let isNewThought = false;

  function thought(text: string): ModelPiece {
    if (keepsReasoningBack || text === "") return "";
    const begins = isNewThought && hasThought ? THOUGHT_BREAK : "";
    hasThought = true;
    isNewThought = false;
    return { type: "reasoning", text: begins + text };
  }

  return (part) => {
    switch (part.type) {
      case "text-delta":
        return part.text;
      case "reasoning-start":
        isNewThought = true;
        return "";
      case "reasoning-delta":
        return thought(part.text);
      case "source":
        // A document of the provider's has no address, and a model may have made one up.
        if (part.sourceType !== "url" || !isWebAddress(part.url)) return "";
        return { type: "source", url: part.url, title: part.title };
      default:
        return "";
    }
  };
}
