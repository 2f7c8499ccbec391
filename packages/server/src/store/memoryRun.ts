import type { Bell } from "./bell.ts";
import type { Expiring } from "./expiringMap.ts";
import type { LogPosition } from "./log.ts";
import type { RunLog } from "./runLog.ts";
import type { Ending, Reservation, RunSlice, StoredRun, StoredStatus } from "./store.ts";

/** One run in this process's memory. */
export interface MemoryRun extends Expiring {
  readonly reservation: Reservation;
  readonly log: RunLog;
  /** Rung whenever log or status change. */
  readonly bell: Bell;
  ending?: Ending;
  /** Set while the run is running. */
  onCancel?: (() => void) | undefined;
  attendedUntilMs: number;
}

/** What the run is by what it holds. */
export function statusOf({ ending, onCancel }: MemoryRun): StoredStatus {
  return ending?.status ?? (onCancel ? "running" : "reserved");
}

/** The run without its log. */
export function describeRun(run: MemoryRun): StoredRun {
  const { workflowId, secretHash, userHash = null } = run.reservation;
  const { ending } = run;
  return {
    status: statusOf(run),
    workflowId,
    secretHash,
    userHash,
    ...run.log.end,
    ...(ending?.status === "failed" && { failure: ending.failure }),
    ...(ending?.status === "done" &&
      ending.finishReason !== undefined && { finishReason: ending.finishReason }),
    ...(ending?.usage && { usage: ending.usage }),
  };
}

/** The run with its log from a position on. */
export function sliceOf(run: MemoryRun, from: LogPosition, maxBytes: number): RunSlice {
  return { run: describeRun(run), entries: run.log.slice(from, maxBytes) };
}
