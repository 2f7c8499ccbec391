import type { AskedPosition } from "./negotiate.ts";
import { failedRun, Problem } from "./problem.ts";
import { runNotFound } from "./runKey.ts";
import { BEYOND_END, LOG_START, type LogPosition } from "./store/log.ts";
import type { RunSlice, RunStore, StoredRun } from "./store/store.ts";

const CATCH_UP_MS = 250;

/**
 * Waits, for `timeoutMs` at most, until a run has text or a part, or has ended, and checks where a body is asked to begin.
 * @returns where it begins.
 * @throws Problem `run_not_found`, `offset_beyond_end`, `invalid_offset` inside a character, or the run's failure when
 * it has neither text nor part.
 */
export async function awaitFirstEntry(
  runs: RunStore,
  runId: string,
  asked: AskedPosition,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<LogPosition> {
  await runs.read(runId, LOG_START, { maxBytes: 0, waitMs: timeoutMs, signal });
  let slice = await look(runs, runId, asked);
  if (slice && !holds(slice.run, asked) && !hasEnded(slice.run)) {
    await catchUp(runs, slice.run, runId, asked, signal);
    slice = await look(runs, runId, asked);
  }
  if (!slice) throw runNotFound();
  const { bytes, parts, failure } = slice.run;
  if (!holds(slice.run, asked)) {
    const detail = `The run has ${bytes} bytes of text and ${parts} parts.`;
    throw new Problem("offset_beyond_end", detail, { extras: { bytes, parts } });
  }
  const firstByte = slice.entries[0]?.bytes[0] ?? 0;
  if ((firstByte & 0xc0) === 0x80) {
    throw new Problem("invalid_offset", "The offset lies inside a character.");
  }
  if (failure && bytes === 0 && parts === 0) throw failedRun(failure);
  return {
    bytes: asked.bytes,
    parts: asked.parts ?? (await runs.partsBefore(runId, asked.bytes)),
  };
}

/** Whether nothing will be added to the run any more. */
export function hasEnded({ status }: StoredRun): boolean {
  return status !== "reserved" && status !== "running";
}

function holds(run: StoredRun, { bytes, parts = 0 }: AskedPosition): boolean {
  return run.bytes >= bytes && run.parts >= parts;
}

/** Reads the first text there: a part may stand before it, and says nothing of where characters begin. */
function look(
  runs: RunStore,
  runId: string,
  { bytes }: AskedPosition,
): Promise<RunSlice | undefined> {
  return runs.read(runId, { bytes, parts: BEYOND_END }, { maxBytes: 0, waitMs: 0 });
}

/** Waits for what is not stored yet: who read on the producer's machine may be ahead of the store by what is stored next. */
async function catchUp(
  runs: RunStore,
  stored: StoredRun,
  runId: string,
  { bytes, parts = 0 }: AskedPosition,
  signal: AbortSignal,
): Promise<void> {
  const untilMs = performance.now() + CATCH_UP_MS;
  async function waitAt(from: LogPosition): Promise<void> {
    await runs.read(runId, from, { maxBytes: 0, waitMs: untilMs - performance.now(), signal });
  }
  if (stored.bytes < bytes) await waitAt({ bytes: bytes - 1, parts: BEYOND_END });
  if (stored.parts < parts) await waitAt({ bytes: BEYOND_END, parts: parts - 1 });
}
