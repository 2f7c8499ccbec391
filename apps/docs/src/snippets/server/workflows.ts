import { defineWorkflow } from "@workflow-stream/server";
import { z } from "zod";

const explain = defineWorkflow({
  id: "explain",
  inputs: z.object({ topic: z.string() }),
  async *run({ topic }) {
    for (const word of ["Here ", "is ", "what ", "I ", "know ", "about ", topic, "."]) yield word;
  },
});

export default [explain];
