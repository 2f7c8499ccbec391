import type { Bell } from "./bell.ts";
import type { Expiring } from "./expiringMap.ts";
import type { Ending, Reservation, RunSlice, StoredRun, StoredStatus } from "./store.ts";
import type { TextLog } from "./textLog.ts";

/** One run in this process's memory. */
export interface MemoryRun extends Expiring {
  readonly reservation: Reservation;
  readonly log: TextLog;
  /** Rung whenever text or status change. */
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

/** The run without its text. */
export function describeRun(run: MemoryRun): StoredRun {
  const { workflowId, secretHash } = run.reservation;
  const { ending } = run;
  return {
    status: statusOf(run),
    workflowId,
    secretHash,
    bytes: run.log.byteLength,
    ...(ending?.status === "failed" && { failure: ending.failure }),
    ...(ending?.usage && { usage: ending.usage }),
  };
}

/** The run with its text from an offset on. */
export function sliceOf(run: MemoryRun, byteOffset: number, maxBytes: number): RunSlice {
  return { run: describeRun(run), deltas: run.log.slice(byteOffset, maxBytes) };
}
