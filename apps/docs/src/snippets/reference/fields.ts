import type { Snapshot, WorkflowStreamError } from "@workflow-stream/core";

export const snapshot: Snapshot<{ topic: string }> = {
  status: "done",
  text: "High water comes about every twelve hours and twenty-five minutes.",
  reasoning: "First the Moon, then the Sun.",
  sources: [{ id: "1", url: "https://example.com/tides", title: "Tides" }],
  data: { progress: 1 },
  finishReason: "stop",
  usage: { inputTokens: 12, outputTokens: 80, totalTokens: 92, reasoningTokens: 20 },
  error: undefined,
  isLoading: false,
  isPartial: false,
  verified: true,
  inputs: { topic: "tides" },
  attempt: 2,
  runId: "run_3vYk",
  timing: { token: 18, headers: 64, firstText: 310, end: 2_430, chars: 67, chunks: 14 },
};

export const failure: Omit<WorkflowStreamError, "stack"> = {
  name: "WorkflowStreamError",
  message: "Too many runs at a time.",
  code: "rate_limited",
  phase: "connect",
  status: 429,
  serverCode: "rate_limited",
  details: [{ pointer: "/topic", detail: "must not be empty" }],
  retryAfterMs: 12_000,
  hint: "cors",
  retryable: true,
  partialText: "High water comes",
};
