import type { Part, WorkflowEnd } from "@workflow-stream/server";
import { lookUpTopic } from "./explain/explain.ts";
import { pace, type PaceOptions } from "./pace.ts";

/**
 * Explains a topic as a model does that thinks first: it says what it is about to do, where it found the text, how long that
 * is, and no more of it than so many words.
 *
 * @throws the file system's error, when the dictionary can't be read; the signal's reason, as soon as it aborts
 */
export async function* research(
  topic: string,
  maxWords: number,
  pacing: PaceOptions,
): AsyncGenerator<string | Part, WorkflowEnd> {
  const { text, source } = await lookUpTopic(topic);
  const words = text.match(/\S+\s*/gu) ?? [];
  const thoughts = [
    `Someone asks about “${topic}”. `,
    source ? `“${source.title}” has something about that. ` : "Nothing here is about that. ",
    words.length > maxWords
      ? `It has ${words.length} words, and I may write ${maxWords}: the beginning has to do.`
      : `It has ${words.length} words: I can give all of it.`,
  ];
  for await (const piece of pace(thoughts, pacing)) yield { type: "reasoning", text: piece };
  if (source) yield { type: "source", ...source };
  yield { type: "data", name: "words", value: { all: words.length, most: maxWords } };
  yield* pace([words.slice(0, maxWords).join("").trimEnd()], pacing);
  return { finishReason: words.length > maxWords ? "length" : "stop" };
}
