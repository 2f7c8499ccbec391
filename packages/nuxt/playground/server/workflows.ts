import { defineWorkflow } from "@workflow-stream/server";
import { z } from "zod";

const greet = defineWorkflow({
  id: "greet",
  inputs: z.object({}),
  async *run() {
    yield "Hello, reader.";
  },
});

export default { workflows: [greet], authorize: () => "everyone" };
