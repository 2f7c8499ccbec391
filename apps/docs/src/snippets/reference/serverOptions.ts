import { defineWorkflow, memoryStore, type WorkflowServerOptions } from "@workflow-stream/server";
import { createLogger } from "@workflow-stream/server/log";
import { createTelemetry } from "@workflow-stream/server/otel";
import { z } from "zod";

declare function userOf(request: Request): Promise<{ id: string } | undefined>;
declare function count(workflowId: string, ...figures: unknown[]): void;

const explain = defineWorkflow({
  id: "explain",
  inputs: z.object({ topic: z.string() }),
  cacheTtlSeconds: 3_600,
  detach: false,
  version: "2",
  async *run({ topic }, { signal }) {
    signal.throwIfAborted();
    yield `Here is what I know about ${topic}.`;
  },
});

export const options: WorkflowServerOptions = {
  workflows: [explain],
  secretKeys: [
    {
      key: "sk_…",
      sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      name: "app",
    },
  ],
  authorize: async (request) => (await userOf(request))?.id,
  store: memoryStore(),
  detachedRuns: false,
  basePath: "/ai",
  openapi: true,
  allowedOrigins: ["https://app.example"],
  trustProxy: 1,
  limits: {
    tokensPerMinute: 600,
    runsPerMinute: 60,
    streamsPerMinute: 60,
    concurrentRuns: 100,
    unreadRuns: 5,
    failuresPerMinute: 20,
    attachesPerMinute: 120,
    readersPerRun: 8,
  },
  cacheSecret: process.env.CACHE_SECRET ?? "",
  logger: createLogger(),
  telemetry: createTelemetry(),
  onRun: ({ workflowId, usage }) => count(workflowId, usage?.outputTokens),
  onError: (error) => console.error(error),
  heartbeatMs: 10_000,
  firstEventTimeoutMs: 5_000,
  idleTimeoutMs: 120_000,
  maxRunMs: 600_000,
  detachedGraceMs: 60_000,
  detachedMs: 120_000,
  keepEndedMs: 3_600_000,
  maxOutputBytes: 1_048_576,
  maxBodyBytes: 65_536,
  maxBodyValues: 1_000,
};
