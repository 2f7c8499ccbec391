import type { Snapshot, WorkflowStreamError, WorkflowStreamErrorCode } from "@workflow-stream/core";

/** What happened, and what a person can do about it. */
type Problem = readonly [what: string, remedy: string];

/** Says in a few words how a run stands; short enough for one line of a narrow screen. */
export function describeRun({
  status,
  isPartial,
  verified,
  timing,
}: Pick<Snapshot<unknown>, "status" | "isPartial" | "verified" | "timing">): string {
  const { chars } = timing;
  const figures = chars ? ` · ${chars.toLocaleString("en")} characters` : "";
  switch (status) {
    case "idle":
      return "Ready";
    case "connecting":
      return "Waiting for the first word";
    case "streaming":
      return `Writing${figures}`;
    case "reconnecting":
      return `Reconnecting${figures}`;
    case "done":
      if (isPartial) return `Cut short${figures}`;
      return `${verified ? "Complete" : "Ended, unconfirmed"}${figures}`;
    case "stopped":
      return `Stopped${figures}`;
    case "error":
      return chars ? `Broken off${figures}` : "Failed";
  }
}

/** What a server says of a run that it ended because nobody read it. */
const ABANDONED = "abandoned";

const unreachable: Problem = ["The server can’t be reached.", "Check your network, then retry."];

const abandoned: Problem = [
  "The text broke off, and the server did not go on with it.",
  "What arrived is kept. Retry to run it again.",
];

const problems: Record<WorkflowStreamErrorCode, Problem> = {
  token_failed: ["The page got no token for this run.", "Retry in a moment."],
  token_spent: ["This token was used before, or has expired.", "Each run needs a new one."],
  unauthorized: [
    "The server refused the token.",
    "It was used before, or has expired: each run needs a new one.",
  ],
  billing: ["The account behind this page can’t pay for the run.", "Its owner has to see to that."],
  forbidden: ["This page may not run that.", "Its owner has to allow it."],
  not_found: ["There is no such workflow.", "Its name is wrong, or it was removed."],
  invalid_input: ["The workflow refused this input.", "Change it, then run again."],
  rate_limited: ["There were too many runs in a short time.", "Wait a little, then retry."],
  server: ["The server could not start the run.", "Retry in a moment."],
  network: unreachable,
  offline: ["You are offline.", "Retry when the network is back."],
  connect_timeout: unreachable,
  stall_timeout: ["The server fell silent.", "What arrived is kept. Retry to get the rest."],
  interrupted: ["The text broke off.", "What arrived is kept. Retry to get the rest."],
  workflow_failed: [
    "The workflow failed before the end.",
    "What arrived is kept. Retry to run it again.",
  ],
  empty: ["The run ended without a word.", "Retry, or ask for something else."],
  too_long: ["The text grew longer than this page allows.", "Its beginning is kept."],
  format: ["The answer was not a text stream.", "The page’s owner has to look at its address."],
  unsupported: ["This browser is too old for this page.", "A newer one will do."],
};

/** Says what happened, and what a person can do about it. */
export function describeError({
  code,
  serverCode,
  retryAfterMs,
}: Pick<WorkflowStreamError, "code" | "serverCode" | "retryAfterMs">): string {
  const [what, remedy] = serverCode === ABANDONED ? abandoned : problems[code];
  return retryAfterMs === undefined
    ? `${what} ${remedy}`
    : `${what} Wait ${Math.ceil(retryAfterMs / 1000)}\u00a0seconds, then retry.`;
}
