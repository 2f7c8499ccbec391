import type { Snapshot, WorkflowStreamError, WorkflowStreamErrorCode } from "@workflow-stream/vue";

type RunState = Pick<Snapshot, "status" | "verified" | "timing">;
type Problem = readonly [what: string, remedy: string];

/** Says in one line how a run stands. */
export function describeRun({ status, verified, timing }: RunState): string {
  const { chars, firstText = 0 } = timing;
  const state = {
    idle: "Ready",
    connecting: "Waiting for the first word",
    streaming: "Writing",
    reconnecting: "Connection lost, picking up again",
    done: verified ? "Complete, confirmed by the server" : "Ended, not confirmed by the server",
    stopped: "Stopped before the end",
    error: chars ? "Broken off before the end" : "Failed",
  }[status];
  if (!chars) return state;
  const seconds = (firstText / 1000).toFixed(2);
  return `${state} · ${chars.toLocaleString("en")} characters · first word after ${seconds}\u00a0s`;
}

const unreachable: Problem = ["The server can’t be reached.", "Check your network, then retry."];
const unfinished: Problem = ["The server could not finish the text.", "Retry in a moment."];
const problems: Partial<Record<WorkflowStreamErrorCode, Problem>> = {
  token_failed: ["The page got no token for this run.", "Retry in a moment."],
  token_spent: ["This token was used before or has expired.", "Each run needs a new one."],
  invalid_input: ["The workflow refused this input.", "Change it, then run again."],
  rate_limited: ["There were too many runs in a short time.", "Wait a little, then retry."],
  offline: ["You are offline.", "Retry when the network is back."],
  interrupted: ["The text broke off.", "What arrived is kept. Retry to get the rest."],
  network: unreachable,
  connect_timeout: unreachable,
  stall_timeout: ["The server fell silent.", "Retry to get the rest."],
  server: unfinished,
  workflow_failed: unfinished,
};

/** Says what happened, and what a person can do about it. */
export function describeError({ code, retryable }: WorkflowStreamError) {
  const general = retryable ? "You can retry." : "Trying again won’t help until it is mended.";
  const [what, remedy] = problems[code] ?? ["The run failed.", general];
  return { what, remedy };
}
