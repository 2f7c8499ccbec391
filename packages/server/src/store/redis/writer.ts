import { every, type Cancel } from "../../timers.ts";
import { LOG_START, positionAfter, type LogEntry, type LogPosition } from "../log.ts";
import { StoreUnavailableError, type Ending, type RunStore } from "../store.ts";
import { createBatch } from "./batch.ts";
import type { SharedRuns } from "./sharedRuns.ts";
import type { RedisTiming } from "./timing.ts";

/** What became of a run's end: `lost`: other machines have seen another end; `late`: Redis has not answered yet. */
export type Outcome = "stored" | "aborted" | "lost" | "late";

/** Brings the logs of the runs of this process to Redis, in batches, and keeps their leases. */
export interface Writer {
  /** Takes a run on that has just begun. */
  add(runId: string, owner: string): void;
  /** Whether the run's end is on its way. */
  isEnding(runId: string): boolean;
  /** Says what a run's local log has grown by. */
  grow(runId: string, entry: LogEntry): void;
  /** Stores what is left of the log, and how the run ended. What Redis does not take now it is given again later. */
  finish(runId: string, ending: Ending, keepMs: number): Promise<Outcome>;
  /** Lets a run go that has ended elsewhere. */
  drop(runId: string): void;
  /** Writes to all runs at once: for a connection that is back. */
  renewAll(): void;
  close(): void;
}

interface Writing {
  readonly runId: string;
  readonly owner: string;
  stored: LogPosition;
  /** The end of the local log. */
  grown: LogPosition;
  /** What is not stored yet, in bytes; more than that once Redis has stored some of it unheard. */
  pendingBytes: number;
  sending?: Promise<void> | undefined;
  /** The last write was not taken: only a renewal tries again. */
  hasFailed: boolean;
  end?: { readonly ending: Ending; readonly keepMs: number };
  outcome?: Outcome;
}

const MOST_BYTES_AT_ONCE = 64 * 1024;
// A claim or a token is answered after what was sent before it: a millisecond or two of Redis. The text of all other runs
// waits here, where it grows to larger writes meanwhile.
const MOST_WRITES_AT_ONCE = 64;

/** Creates a writer of the logs in `local`. `onAbort` hears of a run that was cancelled elsewhere. */
export function createWriter(
  local: RunStore,
  shared: Pick<SharedRuns, "write">,
  timing: RedisTiming,
  onAbort: (runId: string) => void,
  onError: (error: unknown) => void,
): Writer {
  const writings = new Map<string, Writing>();
  const batch = createBatch<Writing>(timing.batchMs, (writing) => void flush(writing));
  const line = new Set<Writing>();
  let sendingNow = 0;
  let stopRenewing: Cancel | undefined;

  function flushSoon(writing: Writing): void {
    if (writing.outcome || writing.hasFailed) return;
    if (writing.pendingBytes >= timing.batchBytes) void flush(writing);
    else batch.add(writing);
  }

  /** Never rejects. An end does not wait in line: who reads the run waits for it. */
  async function flush(writing: Writing): Promise<void> {
    batch.delete(writing);
    if (writing.sending) return writing.sending;
    if (sendingNow >= MOST_WRITES_AT_ONCE && !writing.end) return void line.add(writing);
    line.delete(writing);
    sendingNow++;
    writing.sending = send(writing)
      .then(
        () => (writing.hasFailed = false),
        () => (writing.hasFailed = true),
      )
      .then(() => {
        sendingNow--;
        writing.sending = undefined;
        const [next] = line;
        if (next) void flush(next);
        if (hasMore(writing)) flushSoon(writing);
      });
    return writing.sending;
  }

  async function send(writing: Writing): Promise<void> {
    const { runId, owner, stored: from, end } = writing;
    const slice = await local.read(runId, from, { maxBytes: MOST_BYTES_AT_ONCE, waitMs: 0 });
    if (!slice) return settle(writing, "lost");
    const { entries } = slice;
    const after = positionAfter(from, entries);
    const isLast = isSame(after, writing.grown);
    const write = { owner, from, entries, ...(end && isLast && { end }) };
    const reply = await shared.write(runId, write);
    if (typeof reply !== "object") return refused(writing, reply);
    writing.stored = reply;
    if (!hasMore(writing)) writing.pendingBytes = 0;
    else if (isSame(reply, after)) writing.pendingBytes -= sizeOf(entries);
    if (write.end && isSame(reply, after)) settle(writing, "stored");
  }

  function refused(writing: Writing, reason: string): void {
    const { runId } = writing;
    if (reason === "aborted") {
      settle(writing, "aborted");
      return onAbort(runId);
    }
    settle(writing, "lost");
    onError(new StoreUnavailableError(`${runId} went on here, but is stored as ${reason}`));
  }

  function settle(writing: Writing, outcome: Outcome): void {
    writing.outcome = outcome;
    drop(writing.runId);
  }

  function drop(runId: string): void {
    const writing = writings.get(runId);
    if (!writing) return;
    writings.delete(runId);
    batch.delete(writing);
    line.delete(writing);
    if (writings.size === 0) stopTimers();
  }

  function renewAll(): void {
    for (const writing of writings.values()) void flush(writing);
  }

  function stopTimers(): void {
    batch.close();
    line.clear();
    stopRenewing?.();
    stopRenewing = undefined;
  }

  return {
    add(runId, owner) {
      const log = { stored: LOG_START, grown: LOG_START, pendingBytes: 0 };
      writings.set(runId, { runId, owner, ...log, hasFailed: false });
      stopRenewing ??= every(timing.renewEveryMs, renewAll);
    },
    isEnding: (runId) => writings.get(runId)?.end !== undefined,
    grow(runId, entry) {
      const writing = writings.get(runId);
      if (!writing) return;
      const isFirst = isSame(writing.grown, LOG_START);
      writing.grown = positionAfter(writing.grown, [entry]);
      writing.pendingBytes += entry.bytes.length;
      // The first entry goes out at once: readers elsewhere wait for nothing else.
      if (isFirst) void flush(writing);
      else flushSoon(writing);
    },
    async finish(runId, ending, keepMs) {
      const writing = writings.get(runId);
      if (!writing) return "lost";
      writing.end = { ending, keepMs };
      for (;;) {
        // A write that was under way does not hold the end yet.
        await writing.sending;
        if (!writing.outcome) await flush(writing);
        if (writing.outcome) return writing.outcome;
        if (writing.hasFailed) return "late";
      }
    },
    drop,
    renewAll,
    close: stopTimers,
  };
}

function hasMore({ stored, grown }: Writing): boolean {
  return !isSame(stored, grown);
}

function isSame(one: LogPosition, other: LogPosition): boolean {
  return one.bytes === other.bytes && one.parts === other.parts;
}

function sizeOf(entries: readonly LogEntry[]): number {
  return entries.reduce((size, { bytes }) => size + bytes.length, 0);
}
