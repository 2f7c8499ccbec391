import { createWorkflowServer, defineWorkflow } from "@workflow-stream/server";
import { Hono } from "hono";
import { z } from "zod";

// your app's own sign-in, whatever it is
declare function userOf(request: Request): Promise<{ id: string } | undefined>;

const explain = defineWorkflow({
  id: "explain",
  inputs: z.object({ topic: z.string() }),
  async *run({ topic }) {
    yield `Here is what I know about ${topic}.`;
  },
});

const server = createWorkflowServer({
  workflows: [explain],
  authorize: async (request) => (await userOf(request))?.id, // nobody: a 401
});

export const app = new Hono();
app.all("/api/v1/*", (c) => server.fetch(c.req.raw));
