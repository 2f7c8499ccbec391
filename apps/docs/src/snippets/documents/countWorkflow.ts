// workflows.ts
import { setTimeout as sleep } from "node:timers/promises";
import { defineWorkflow } from "@workflow-stream/server";
import { z } from "zod";

const count = defineWorkflow({
  id: "count",
  inputs: z.object({ to: z.number().max(100) }),
  async *run({ to }, { signal }) {
    for (let n = 1; n <= to; n++) {
      yield `${n} `;
      await sleep(500, undefined, { signal });
    }
  },
});

export default [count];
