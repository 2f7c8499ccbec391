import type { Workflow } from "@workflow-stream/server";
import { redisStore } from "@workflow-stream/server/redis";

export default {
  workflows: [count],
  store: redisStore({
    url: process.env.REDIS_URL ?? "",
    waitReplicas: { count: 1, timeoutMs: 200 },
  }),
};

declare const count: Workflow;
