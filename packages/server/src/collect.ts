import { failedRun, Problem } from "./problem.ts";
import { hasEnded } from "./reader.ts";
import { runNotFound } from "./runKey.ts";
import type { RunStore } from "./store/store.ts";

const maxReadBytes = 64 * 1024;
const waitMs = 15_000;

/**
 * Waits for the end of a run and returns its whole text.
 * @throws Problem with the run's failure, or `workflow_failed` when it was cancelled.
 */
export async function collectText(runs: RunStore, runId: string): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  let position = 0;
  for (;;) {
    const slice = await runs.read(runId, position, { maxBytes: maxReadBytes, waitMs });
    if (!slice) throw runNotFound();
    for (const delta of slice.deltas) {
      text += decoder.decode(delta);
      position += delta.length;
    }
    const { failure, status, bytes } = slice.run;
    if (failure) throw failedRun(failure);
    if (status === "aborted") throw new Problem("workflow_failed", "The run was cancelled.");
    if (hasEnded(slice.run) && position === bytes) return text;
  }
}
