import { defineWorkflow, type Workflow } from "@workflow-stream/server";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { mixedText } from "./mixedText.ts";

/** One word. */
const word = defineWorkflow({
  id: "word",
  inputs: z.object({}),
  async *run() {
    yield "word";
  },
});

/** One word, then silence until the run is ended from outside. */
const idle = defineWorkflow({
  id: "idle",
  inputs: z.object({}),
  async *run(_inputs, { signal }) {
    yield "word";
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  },
});

/** A text that its reader can make again from the same inputs, in pieces. */
const mixed = defineWorkflow({
  id: "mixed",
  inputs: z.object({
    seed: z.number(),
    chars: z.number(),
    pieceChars: z.number().default(12),
    gapMs: z.number().default(0),
  }),
  async *run({ seed, chars, pieceChars, gapMs }) {
    const text = mixedText(seed, chars);
    for (let start = 0; start < text.length; start += pieceChars) {
      yield text.slice(start, start + pieceChars);
      if (gapMs > 0) await sleep(gapMs);
    }
  },
});

/** The time of day in ms, so often a second, for so long: a reader sees by it how late a delta is. */
const clock = defineWorkflow({
  id: "clock",
  inputs: z.object({ perSecond: z.number(), seconds: z.number() }),
  async *run({ perSecond, seconds }) {
    const startedAt = performance.now();
    for (let n = 0; n < perSecond * seconds; n++) {
      const dueInMs = startedAt + (n * 1000) / perSecond - performance.now();
      if (dueInMs > 0) await sleep(dueInMs);
      yield `${Date.now()} `;
    }
  },
});

/** Fails after one word. */
const broken = defineWorkflow({
  id: "broken",
  inputs: z.object({}),
  async *run() {
    yield "word";
    throw new Error("on purpose");
  },
});

/** What the measured servers run. */
export const workflows: readonly Workflow[] = [word, idle, mixed, clock, broken];
