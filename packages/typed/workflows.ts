import { defineWorkflow } from "@workflow-stream/server";
import { z } from "zod";

declare const points: number[];

/** An app's own workflows. */
export const workflows = [
  defineWorkflow({
    id: "research",
    inputs: z.object({ topic: z.string(), words: z.number().default(50) }),
    async *run({ topic }) {
      yield topic;
      yield { type: "data", name: "points", value: points };
      yield { type: "data", name: "step", value: "written" };
    },
  }),
  defineWorkflow({
    id: "explain",
    inputs: z.object({ topic: z.string() }),
    async *run({ topic }) {
      yield `About ${topic}`;
    },
  }),
];
