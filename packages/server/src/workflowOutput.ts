import { failure } from "./errors.ts";
import { readFinishReason, type WorkflowEnd } from "./finishReason.ts";
import type { LogPosition } from "./store/log.ts";
import type { Ending } from "./store/store.ts";
import type { Part } from "./part.ts";
import type { WorkflowOutput } from "./workflow.ts";

/** What plain JavaScript may hand over as well. */
type SyncOutput = Iterable<string | Part, WorkflowEnd | void>;

/**
 * The same pieces; what the workflow returns after the last one is handed on. No generator: one more of them costs a run of many small
 * pieces a tenth of its time.
 */
export function untilReturned(
  output: WorkflowOutput | SyncOutput,
  onReturn: (returned: WorkflowEnd | void) => void,
): AsyncIterable<string | Part> {
  const pieces = isAsync(output) ? output : awaited(output);
  return {
    [Symbol.asyncIterator]() {
      const iterator = pieces[Symbol.asyncIterator]();
      return {
        async next() {
          const result = await iterator.next();
          if (result.done) onReturn(result.value);
          return result;
        },
        async return() {
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

function isAsync(output: WorkflowOutput | SyncOutput): output is WorkflowOutput {
  return Symbol.asyncIterator in Object(output);
}

async function* awaited(output: SyncOutput): AsyncGenerator<string | Part, WorkflowEnd | void> {
  return yield* output;
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
