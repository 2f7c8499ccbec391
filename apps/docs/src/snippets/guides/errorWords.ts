import type { WorkflowStreamError, WorkflowStreamErrorCode } from "@workflow-stream/core";

/** What your users read; for the rest, one sentence does. */
const WORDS: Partial<Record<WorkflowStreamErrorCode, string>> = {
  offline: "You are offline. What has come so far stays here.",
  network: "The connection failed.",
  connect_timeout: "The server did not answer in time.",
  stall_timeout: "The answer stopped in the middle.",
  interrupted: "The answer broke off.",
  billing: "Your plan has no answers left this month.",
  forbidden: "You may not ask this.",
  invalid_input: "Please check what you typed.",
  too_long: "The answer is too long to be shown here. This is its beginning.",
};

export function wordsFor({ code, retryAfterMs }: WorkflowStreamError): string {
  if (code === "rate_limited" && retryAfterMs !== undefined)
    return `Too many questions at once. Try again in ${Math.ceil(retryAfterMs / 1_000)} seconds.`;
  return WORDS[code] ?? "Something went wrong on our side.";
}
