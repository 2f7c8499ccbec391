import type { RunStore } from "./store/store.ts";
import { every, type Cancel } from "./timers.ts";
import { createTurns } from "./turns.ts";

/** Tells the store which runs have readers here, so that their producers go on. */
export interface Attendance {
  /** Counts a reader in; the returned function counts it out, and the grace period begins. */
  enter(runId: string): () => void;
  /** Stops telling. */
  close(): void;
}

// Each may be a command to the store.
const RENEWALS_AT_ONCE = 64;

/** Creates the book of readers. One timer renews all leases, also those of readers that have stalled. */
export function createAttendance(
  runs: RunStore,
  leaseMs: number,
  onError: (error: unknown) => void,
): Attendance {
  const readers = new Map<string, number>();
  const renewals = createTurns(RENEWALS_AT_ONCE);
  let stopRenewing: Cancel | undefined;

  async function attend(runId: string): Promise<void> {
    try {
      if (!(await runs.attend(runId, leaseMs))) forget(runId);
    } catch (error) {
      onError(error);
    }
  }

  function renew(runId: string): void {
    if (readers.has(runId)) void attend(runId);
  }

  function forget(runId: string): void {
    readers.delete(runId);
    if (readers.size === 0) close();
  }

  function close(): void {
    stopRenewing?.();
    stopRenewing = undefined;
  }

  return {
    enter(runId) {
      readers.set(runId, (readers.get(runId) ?? 0) + 1);
      void attend(runId);
      stopRenewing ??= every(leaseMs / 3, () => {
        for (const runId of readers.keys()) renewals.add(() => renew(runId));
      });
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        const left = (readers.get(runId) ?? 1) - 1;
        if (left > 0) readers.set(runId, left);
        else forget(runId);
        void attend(runId);
      };
    },
    close,
  };
}
