import type { WorkflowStreamStatus } from "@workflow-stream/core";

interface StatusWords {
  readonly meaning: string;
  /** What may follow. */
  readonly next: string;
}

/** What each status says: the compiler knows when one is missing. */
export const statuses: Readonly<Record<WorkflowStreamStatus, StatusWords>> = {
  idle: { meaning: "nothing was asked for yet, or `reset()` was called", next: "`connecting`" },
  connecting: {
    meaning:
      "a token, an answer, or its first character is waited for; reasoning may come meanwhile",
    next: "`streaming`, or an ending",
  },
  streaming: { meaning: "the text grows", next: "`reconnecting`, or an ending" },
  reconnecting: {
    meaning:
      "the connection broke, or the page is new: the run is looked for, and what had come stays",
    next: "`streaming`, or an ending",
  },
  done: {
    meaning:
      "the text ended; `verified` says whether the server itself said so, `isPartial` whether a limit or a filter cut it short",
    next: "`connecting`, by `start()`",
  },
  stopped: {
    meaning: "`stop()` was called, or the server says that somebody stopped it",
    next: "`connecting`",
  },
  error: {
    meaning: "it failed, as `error` says; what had come stays",
    next: "`connecting`, or `reconnecting`, by `retry()`",
  },
};
