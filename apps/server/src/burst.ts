import { defineWorkflow } from "@workflow-stream/server";
import { z } from "zod";
import { readSampleText } from "./texts.ts";

const maxDeltas = 200_000;

/** `burst`: the sample text word by word, over and over, as fast as it goes. */
export const burst = defineWorkflow({
  id: "burst",
  inputs: z.object({ deltas: z.number().int().min(1).max(maxDeltas).default(100_000) }),
  async *run({ deltas }, { signal }) {
    const { text } = await readSampleText();
    const words = `${text}\n\n`.match(/\S+\s+/gu) ?? [];
    for (let index = 0; index < deltas; index++) {
      signal.throwIfAborted();
      yield words[index % words.length] ?? "";
    }
  },
});
