import {
  createWorkflowStream,
  type WorkflowStreamError,
  type WorkflowStreamOptions,
} from "@workflow-stream/core";
import { ollama } from "@workflow-stream/core/formats";

export function handle(error: WorkflowStreamError): void {
  if (error.code === "unauthorized") location.assign("/sign-in");

  for (const { pointer, detail } of error.details ?? []) showBeside(pointer, detail); // "/topic", "must not be empty"

  if (error.code === "rate_limited") allowRetryIn(error.retryAfterMs ?? 10_000);

  if (error.code === "interrupted") showBelow(error.partialText, "It broke off here.");
}

export const fresh = createWorkflowStream({
  workflowId: "explain",
  token: () => fetchToken(), // not `token: await fetchToken()`
});

export const story: WorkflowStreamOptions = { url: "/api/story", format: ollama };

export const slow: WorkflowStreamOptions = {
  workflowId: "research",
  tokenUrl: "/api/stream-token",
  connectTimeoutMs: 90_000,
  stallTimeoutMs: 180_000,
};

declare function showBeside(pointer: string, detail: string): void;
declare function allowRetryIn(delayMs: number): void;
declare function showBelow(text: string | undefined, words: string): void;
declare function fetchToken(): Promise<string>;
