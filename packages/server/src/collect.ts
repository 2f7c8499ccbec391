import { failure } from "./errors.ts";
import { failedRun, Problem } from "./problem.ts";
import { hasEnded } from "./firstEntry.ts";
import type { FinishReason } from "./finishReason.ts";
import { BEYOND_END } from "./store/log.ts";
import type { RunStore } from "./store/store.ts";
import type { Usage } from "./workflow.ts";

/** A run that is done. */
export interface CollectedRun {
  readonly text: string;
  readonly finishReason?: FinishReason;
  readonly usage?: Usage;
}

const MAX_READ_BYTES = 64 * 1024;
const WAIT_MS = 15_000;

/**
 * Waits for the end of a run and returns its whole text, how that ended, and what its model used.
 * @throws Problem with the run's failure, `workflow_failed` when it was cancelled, `producer_lost` when the store lost it.
 */
export async function collectText(runs: RunStore, runId: string): Promise<CollectedRun> {
  try {
    return await collect(runs, runId);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    // The run began, so this is no 503.
    throw new Problem("producer_lost", failure("producer_lost").message, { cause });
  }
}

async function collect(runs: RunStore, runId: string): Promise<CollectedRun> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  let byteOffset = 0;
  for (;;) {
    const from = { bytes: byteOffset, parts: BEYOND_END };
    const slice = await runs.read(runId, from, { maxBytes: MAX_READ_BYTES, waitMs: WAIT_MS });
    if (!slice) throw new Error(`${runId} is not kept any more`);
    for (const { bytes: delta } of slice.entries) {
      text += decoder.decode(delta);
      byteOffset += delta.length;
    }
    const { failure, status, bytes, finishReason, usage } = slice.run;
    if (failure) throw failedRun(failure);
    if (status === "aborted") throw new Problem("workflow_failed", "The run was cancelled.");
    if (hasEnded(slice.run) && byteOffset === bytes) {
      return { text, ...(finishReason && { finishReason }), ...(usage && { usage }) };
    }
  }
}
