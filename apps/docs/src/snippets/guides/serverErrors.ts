import { defineWorkflow, WorkflowError } from "@workflow-stream/server";
import { z } from "zod";

declare function findArticle(topic: string): Promise<string | undefined>;

export const explain = defineWorkflow({
  id: "explain",
  inputs: z.object({ topic: z.string().min(1).max(200) }), // else a 422 with what is wrong, and where
  async *run({ topic }) {
    const article = await findArticle(topic);
    if (!article) throw new WorkflowError(`We have no article on ${topic}.`); // these words reach the page
    yield article; // the words of any other error stay on the server
  },
});
