import { withPartialText } from "../errors.ts";
import type { RunResult } from "../types.ts";
import type { Ending } from "./run.ts";

/** What comes of a start that is not carried out. */
export const NOT_STARTED: RunResult = {
  status: "stopped",
  text: "",
  isPartial: true,
  verified: false,
};

/** What comes of a run that ended so, with that text. */
export function resultOf(ending: Ending, text: string): RunResult {
  const isPartial = ending.status !== "done";
  if (ending.status !== "error") return { ...ending, text, isPartial };
  const error = withPartialText(ending.error, text);
  return { status: "error", error, text, isPartial, verified: false };
}
