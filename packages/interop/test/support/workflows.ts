import { setTimeout as sleep } from "node:timers/promises";
import { defineWorkflow, WorkflowError, type Part, type Workflow } from "@workflow-stream/server";
import { z } from "zod";
import { pieces } from "./text.ts";

/** A text with what stands beside it. */
export const research: readonly (string | Part)[] = [
  { type: "reasoning", text: "The moon" },
  { type: "reasoning", text: " first." },
  { type: "source", url: "https://tides.example/", title: "Tides" },
  { type: "data", name: "progress", value: { percent: 10 } },
  pieces[0] ?? "",
  { type: "source", url: "https://moon.example/" },
  { type: "data", name: "progress", value: { percent: 90 } },
  ...pieces.slice(1),
  { type: "reasoning", text: " Done." },
];

const gapMs = 5;
const slowGapMs = 120;

/** Told when a run of `endless` has heard that it is aborted. */
export type OnAbort = () => void;

/** Workflows for clients of other makes; `inputs` are as loose as those clients need. */
export function createWorkflows(onAbort: OnAbort): readonly Workflow[] {
  const anything = z.object({});
  return [
    defineWorkflow({
      id: "story",
      inputs: anything,
      async *run() {
        for (const piece of pieces) {
          yield piece;
          await sleep(gapMs);
        }
      },
    }),
    defineWorkflow({
      id: "slow-story",
      inputs: anything,
      async *run() {
        for (const piece of pieces.slice(0, 4)) {
          yield piece;
          await sleep(slowGapMs);
        }
      },
    }),
    defineWorkflow({
      id: "echo",
      inputs: z.object({ prompt: z.string(), tone: z.string().default("plain") }),
      async *run({ prompt, tone }) {
        yield `${prompt} (${tone})`;
      },
    }),
    defineWorkflow({
      id: "midway",
      inputs: anything,
      async *run() {
        yield "The beginning";
        await sleep(gapMs * 10);
        throw new WorkflowError("The model gave up.", { code: "upstream_failed" });
      },
    }),
    defineWorkflow({
      id: "refused",
      inputs: anything,
      // oxlint-disable-next-line require-yield
      async *run() {
        throw new WorkflowError("The model is away.", { code: "upstream_failed" });
      },
    }),
    defineWorkflow({
      id: "research",
      inputs: anything,
      async *run(_inputs, { reportUsage }) {
        for (const piece of research) {
          yield piece;
          await sleep(gapMs);
        }
        reportUsage({ inputTokens: 3, outputTokens: 5, reasoningTokens: 2 });
        return { finishReason: "length" };
      },
    }),
    defineWorkflow({
      id: "endless",
      inputs: anything,
      async *run(_inputs, { signal }) {
        signal.addEventListener("abort", onAbort);
        for (;;) {
          yield "tick ";
          await sleep(gapMs * 4, undefined, { signal });
        }
      },
    }),
  ];
}
