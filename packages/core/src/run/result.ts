import { withPartialText } from "../errors.ts";
import { NOTHING_BESIDE } from "../show/beside.ts";
import type { Finish, FinishReason } from "../parts.ts";
import type { Beside, RunResult } from "../workflowStream.ts";
import type { Ending } from "./run.ts";

/** What comes of a start that is not carried out. */
export const NOT_STARTED: RunResult = {
  status: "stopped",
  text: "",
  isPartial: true,
  verified: false,
  ...NOTHING_BESIDE,
};

/** What came of a run. */
export interface Yield extends Beside, Finish {
  readonly text: string;
}

/** What comes of a run that ended so, with that text and what came beside it. */
export function resultOf(ending: Ending, came: Yield): RunResult {
  const isPartial = ending.status !== "done" || isCutShort(came.finishReason);
  if (ending.status !== "error") return { ...ending, ...came, isPartial };
  const error = withPartialText(ending.error, came.text);
  return { status: "error", error, ...came, isPartial, verified: false };
}

/** Whether a limit or a filter ended a text before it was whole. */
function isCutShort(reason: FinishReason | undefined): boolean {
  return reason === "length" || reason === "content-filter";
}
