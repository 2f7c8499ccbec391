import type { Workflow } from "@workflow-stream/server";

// workflows.ts
import { redisStore } from "@workflow-stream/server/redis";
import { createCluster } from "redis";

const client = createCluster({ rootNodes: [{ url: "redis://10.0.0.10:6379" }] });
client.on("error", console.error);
await client.connect();

export default { workflows: [count], store: redisStore({ client }) };

declare const count: Workflow;
