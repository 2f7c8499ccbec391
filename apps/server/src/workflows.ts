import { defineWorkflow, type Workflow } from "@workflow-stream/server";
import { z } from "zod";
import { burst } from "./burst.ts";
import { explain } from "./explain/explain.ts";
import { explainByModel } from "./explain/model.ts";
import { pace } from "./pace.ts";
import { research } from "./research.ts";
import { summarise } from "./summarise/summarise.ts";
import { readHostileMarkdown, readManyScripts, readMarkdown } from "./texts.ts";
import { troubledWorkflows } from "./troubles.ts";

/** The demo's workflows: they answer like a fast model, without a key or a network, unless the environment names one. */
export function createWorkflows(wordsPerSecond: number): Workflow[] {
  const pacing = z
    .number()
    .min(0)
    .max(100_000)
    .default(wordsPerSecond)
    .describe("words a second; 0: no pause");

  const explainTopic = defineWorkflow({
    id: "explain",
    inputs: z.object({ topic: z.string().trim().min(1).max(200), pace: pacing }),
    async *run({ topic, pace: wordsPerSecond }, { signal }) {
      yield* pace([await explain(topic)], { wordsPerSecond, signal });
    },
  });

  const summariseText = defineWorkflow({
    id: "summarise",
    inputs: z.object({
      text: z.string().trim().min(1).max(500_000),
      sentences: z.number().int().min(1).max(50).optional(),
      pace: pacing,
    }),
    async *run({ text, sentences, pace: wordsPerSecond }, { signal }) {
      yield* pace(separated(summarise(text, { sentences })), { wordsPerSecond, signal });
    },
  });

  const researchTopic = defineWorkflow({
    id: "research",
    inputs: z.object({
      topic: z.string().trim().min(1).max(200),
      words: z.number().int().min(1).max(10_000).default(80).describe("the longest text, in words"),
      pace: pacing,
    }),
    run: ({ topic, words, pace: wordsPerSecond }, { signal }) =>
      research(topic, words, { wordsPerSecond, signal }),
  });

  const manyScripts = defineWorkflow({
    id: "many-scripts",
    inputs: z.object({ pace: pacing }),
    async *run({ pace: wordsPerSecond }, { signal }) {
      yield* pace([await readManyScripts()], { wordsPerSecond, signal });
    },
  });

  const markdown = defineWorkflow({
    id: "markdown",
    inputs: z.object({ pace: pacing }),
    async *run({ pace: wordsPerSecond }, { signal }) {
      yield* pace([await readMarkdown()], { wordsPerSecond, signal });
    },
  });

  const hostileMarkdown = defineWorkflow({
    id: "hostile-markdown",
    inputs: z.object({
      lures: z.url().max(200).describe("where the text leads"),
      pace: pacing,
    }),
    async *run({ lures, pace: wordsPerSecond }, { signal }) {
      yield* pace([await readHostileMarkdown(lures)], { wordsPerSecond, signal });
    },
  });

  return [
    explainByModel(process.env) ?? explainTopic,
    summariseText,
    researchTopic,
    manyScripts,
    markdown,
    hostileMarkdown,
    burst,
    ...troubledWorkflows,
  ] as readonly Workflow[] as Workflow[];
}

/** Sentences as paragraphs of their own. */
function* separated(sentences: Iterable<string>): Generator<string> {
  let separator = "";
  for (const sentence of sentences) {
    yield separator + sentence;
    separator = "\n\n";
  }
}
