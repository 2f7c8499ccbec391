import { failure } from "./errors.ts";
import { readFinishReason, type WorkflowEnd } from "./finishReason.ts";
import type { LogPosition } from "./store/log.ts";
import type { Ending } from "./store/store.ts";
import type { Part } from "./part.ts";
import type { WorkflowOutput } from "./workflow.ts";

/** The same pieces; what the workflow returns after the last one is handed on. */
export async function* untilReturned(
  output: WorkflowOutput,
  onReturn: (returned: WorkflowEnd | void) => void,
): AsyncGenerator<string | Part, void> {
  onReturn(yield* output);
}

/**
 * How a run ends whose workflow came to its end. A filter that let no text through leaves nothing to show: that is a failure.
 * @throws InvalidOutputError when the workflow returned a finish reason that is none.
 */
export function endingOf(returned: unknown, { bytes }: LogPosition): Ending {
  const finishReason = readFinishReason(returned);
  if (finishReason === undefined) return { status: "done" };
  if (finishReason === "content-filter" && bytes === 0) {
    return { status: "failed", failure: failure("content_filter") };
  }
  return { status: "done", finishReason };
}
