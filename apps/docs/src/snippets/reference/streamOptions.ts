import type { WorkflowStreamOptions } from "@workflow-stream/core";
import { ollama } from "@workflow-stream/core/formats";
import { sessionPersister } from "@workflow-stream/core/persist";

declare function fetchToken(): Promise<{ token: string; ttl: number }>;
declare function show(...words: unknown[]): void;
declare const measuredFetch: typeof fetch;

export const workflow: WorkflowStreamOptions<{ topic: string }> = {
  workflowId: "explain",
  baseUrl: "https://api.example.com/api/v1",
  token: () => fetchToken(),
  tokenIn: "header",
  inputs: { topic: "tides" },
  resume: true,
  persister: sessionPersister("explain"),
  headers: { "Accept-Language": "de" },
  credentials: "include",
  retries: 4,
  connectTimeoutMs: 10_000,
  stallTimeoutMs: 120_000,
  maxChars: 200_000,
  flush: "sync",
  initialText: "Press Explain.",
  onDelta: (delta) => show(delta),
  onData: (name, value) => show(name, value),
  onFinish: ({ status, text }) => show(status, text),
  onError: (error) => show(error.code, error.message),
};

export const withTokensOfOurs: WorkflowStreamOptions<{ topic: string }> = {
  workflowId: "explain",
  tokenUrl: "/api/stream-token",
};

export const endpoint: WorkflowStreamOptions<{ prompt: string }> = {
  url: "/api/generate",
  method: "PUT",
  format: ollama,
  fetch: measuredFetch,
};
