import { serve } from "@hono/node-server";
import { createWorkflowServer, defineWorkflow } from "@workflow-stream/server";
import { z } from "zod";

const explain = defineWorkflow({
  id: "explain",
  inputs: z.object({ topic: z.string() }), // any Standard Schema
  async *run({ topic }, { signal }) {
    for (const word of ["Here ", "is ", "what ", "I ", "know ", "about ", topic, "."]) {
      signal.throwIfAborted();
      yield word;
    }
  },
});

const server = createWorkflowServer({
  workflows: [explain],
  secretKeys: [process.env.WORKFLOW_SECRET_KEY],
});
serve({ fetch: server.fetch, port: 3000 });
