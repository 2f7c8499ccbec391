import type { LogPosition } from "../log.ts";
import type { ReadOptions, RunSlice } from "../store.ts";
import type { SharedRuns } from "./sharedRuns.ts";
import type { Watches } from "./watches.ts";

// The longest character has four bytes: a read of at least that many returns one, if there is one.
const LEAST_READ_BYTES = 4;

/** Reads a run of another machine, and waits for what comes to its log or another status as told. */
export async function readShared(
  shared: SharedRuns,
  watches: Watches,
  runId: string,
  from: LogPosition,
  { maxBytes, waitMs, whileStatus, signal }: ReadOptions,
): Promise<RunSlice | undefined> {
  const endsAtMs = performance.now() + waitMs;
  const read = (): Promise<RunSlice | undefined> =>
    shared.read(runId, from, Math.max(maxBytes, LEAST_READ_BYTES));
  const first = await read();
  if (!first || waitMs <= 0 || !isWorthWaiting(first)) return first;
  const { status } = first.run;
  if (whileStatus !== undefined && status !== whileStatus) return first;

  const watch = watches.enter(runId);
  try {
    for (;;) {
      const { news } = watch;
      const slice = await read();
      if (!slice || !isWorthWaiting(slice) || slice.run.status !== status) return slice;
      const leftMs = endsAtMs - performance.now();
      if (leftMs <= 0 || signal?.aborted) return slice;
      if (watch.news === news) await watch.wait(leftMs, signal);
      if (signal?.aborted) return slice;
    }
  } finally {
    watch.leave();
  }
}

function isWorthWaiting({ run, entries }: RunSlice): boolean {
  return entries.length === 0 && (run.status === "reserved" || run.status === "running");
}
