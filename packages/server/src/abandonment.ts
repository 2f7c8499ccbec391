import type { Detachment } from "./detachment.ts";
import type { GiveBack } from "./places.ts";
import type { RunStore } from "./store/store.ts";
import { after, type Cancel } from "./timers.ts";

/** What to do when the readers of a run are gone. */
export interface Abandonment {
  /** How long every run goes on without them, in ms. */
  readonly graceMs: number;
  /** Lets it go on for longer. */
  readonly detachment?: Detachment | undefined;
  readonly abandon: () => void;
  readonly onError: (error: unknown) => void;
}

// A reader's lease holds for the grace, so one that came and went is seen too.
const LOOKS_IN_GRACE = 3;

/**
 * Calls `abandon` once a run, begun just now, has had no reader on any machine for the grace period, or, where it is detached and
 * there is a place for it among the unread runs, for as long as it may go on unread.
 */
export function whenUnattended(
  runs: RunStore,
  runId: string,
  { graceMs, detachment, abandon, onError }: Abandonment,
): Cancel {
  const lookEveryMs = graceMs / LOOKS_IN_GRACE;
  let isOver = false;
  let giveBack: GiveBack | undefined;
  let cancelTimer = after(graceMs, () => void checkReaders());

  function wait(delayMs: number, next: () => Promise<void>): void {
    if (!isOver) cancelTimer = after(delayMs, () => void next());
  }

  function leavePlace(): void {
    void giveBack?.();
    giveBack = undefined;
  }

  async function checkReaders(): Promise<void> {
    const leftMs = (await leaseLeftMs(runs, runId, onError)) ?? graceMs;
    if (leftMs > 0) wait(leftMs, checkReaders);
    else if (!isOver) await goOnUnread();
  }

  async function goOnUnread(): Promise<void> {
    const restMs = detachment ? detachment.unreadMs - graceMs : 0;
    if (!detachment || restMs <= 0) return abandon();
    try {
      giveBack = await detachment.takePlace();
    } catch (error) {
      onError(error);
      return wait(graceMs, checkReaders);
    }
    if (isOver) return leavePlace();
    if (!giveBack) return abandon();
    const untilMs = performance.now() + restMs;
    wait(Math.min(restMs, lookEveryMs), () => lookForReader(untilMs));
  }

  async function lookForReader(untilMs: number): Promise<void> {
    const leaseMs = await leaseLeftMs(runs, runId, onError);
    if (isOver) return;
    if (leaseMs !== undefined && leaseMs > 0) {
      leavePlace();
      return wait(leaseMs, checkReaders);
    }
    const restMs = untilMs - performance.now();
    if (restMs <= 0 && leaseMs === 0) return abandon();
    wait(restMs > 0 ? Math.min(restMs, lookEveryMs) : lookEveryMs, () => lookForReader(untilMs));
  }

  return () => {
    isOver = true;
    cancelTimer();
    leavePlace();
  };
}

/** How long the last reader's lease still holds, in ms. A store that does not answer proves no absence: `undefined`. */
async function leaseLeftMs(
  runs: RunStore,
  runId: string,
  onError: (error: unknown) => void,
): Promise<number | undefined> {
  return runs.attendedForMs(runId).catch((error: unknown) => void onError(error));
}
