import { memoryStore } from "@workflow-stream/server";
import { redisStore } from "@workflow-stream/server/redis";

export const inMemory = memoryStore({
  maxRuns: 1_000,
  maxBytes: 67_108_864,
  maxTokens: 10_000,
  maxCacheBytes: 16_777_216,
});

export const onRedis = redisStore({
  url: "redis://127.0.0.1:6379",
  prefix: "staging:",
  waitReplicas: { count: 1, timeoutMs: 500 },
  commandTimeoutMs: 1_000,
  maxLocalBytes: 67_108_864,
  onError: (error) => console.error(error),
});
