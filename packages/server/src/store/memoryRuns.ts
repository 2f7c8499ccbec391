import { createBell } from "./bell.ts";
import { expiringMap } from "./expiringMap.ts";
import { describeRun, sliceOf, statusOf, type MemoryRun } from "./memoryRun.ts";
import { oldestFirst } from "./oldestFirst.ts";
import { runLog } from "./runLog.ts";
import { StoreFullError, type Ending, type Reservation, type RunStore } from "./store.ts";

/** The runs of a memory store. */
export interface MemoryRuns extends RunStore {
  /** Keeps a run for `keepMs` from now instead of what was said before. */
  keep(runId: string, keepMs: number): void;
  /** Stops its timer. */
  close(): void;
}

/** Runs in this process's memory: at most `maxRuns`, and `maxBytes` of their logs. Ended runs make way, the oldest first. */
export function memoryRuns(maxRuns: number, maxBytes: number): MemoryRuns {
  let heldBytes = 0;
  const ended = new Set<string>();
  const oldestEnded = oldestFirst(() => ended.values());
  const entries = expiringMap<MemoryRun>((runId, entry) => {
    ended.delete(runId);
    heldBytes -= entry.log.heldBytes;
    entry.bell.ring();
  });

  function makeRoom(fits: () => boolean): void {
    while (!fits()) {
      const runId = oldestEnded();
      if (runId === undefined) {
        throw new StoreFullError(`the ${maxRuns} runs or ${maxBytes} bytes are in use`);
      }
      entries.delete(runId);
    }
  }

  function claim(runId: string, reservation: Reservation, ttlMs: number): MemoryRun {
    makeRoom(() => entries.size < maxRuns);
    const entry: MemoryRun = {
      reservation,
      log: runLog(),
      bell: createBell(),
      attendedUntilMs: 0,
      expiresAtMs: performance.now() + ttlMs,
    };
    entries.set(runId, entry);
    return entry;
  }

  function end(runId: string, entry: MemoryRun, ending: Ending, keepMs: number): void {
    entry.ending = ending;
    entry.onCancel = undefined;
    entry.expiresAtMs = performance.now() + keepMs;
    ended.add(runId);
    entry.bell.ring();
  }

  function running(runId: string): MemoryRun | undefined {
    const entry = entries.get(runId);
    return entry?.onCancel ? entry : undefined;
  }

  return {
    async reserve(runId, reservation, ttlMs) {
      const standing = entries.get(runId);
      if (standing) return describeRun(standing);
      claim(runId, reservation, ttlMs);
      return undefined;
    },
    async release(runId, owner) {
      const entry = entries.get(runId);
      if (entry && isReserved(entry) && entry.reservation.owner === owner) entries.delete(runId);
    },
    async begin(runId, reservation, onCancel) {
      const entry = entries.get(runId) ?? claim(runId, reservation, 0);
      if (!isReserved(entry) || entry.reservation.owner !== reservation.owner) return false;
      entry.onCancel = onCancel;
      entry.expiresAtMs = Infinity;
      entry.bell.ring();
      return true;
    },
    async append(runId, logEntry) {
      const entry = running(runId);
      if (!entry) return false;
      const { log } = entry;
      const growth = log.growthWith(logEntry);
      makeRoom(() => heldBytes + growth <= maxBytes);
      log.append(logEntry);
      heldBytes += growth;
      entry.bell.ring();
      return true;
    },
    async finish(runId, ending, keepMs) {
      const entry = running(runId);
      if (!entry) return false;
      end(runId, entry, ending, keepMs);
      return true;
    },
    async cancel(runId, keepMs) {
      const entry = entries.get(runId);
      if (!entry || entry.ending) return;
      const { onCancel } = entry;
      end(runId, entry, { status: "aborted" }, keepMs);
      onCancel?.();
    },
    async get(runId) {
      const entry = entries.get(runId);
      return entry && describeRun(entry);
    },
    async read(runId, from, { maxBytes, waitMs, whileStatus, signal }) {
      const entry = entries.get(runId);
      if (!entry) return undefined;
      const isAwaited = whileStatus === undefined || statusOf(entry) === whileStatus;
      if (isAwaited && !entry.ending && !entry.log.hasMore(from) && waitMs > 0) {
        await entry.bell.wait(waitMs, signal);
      }
      return entries.get(runId) === entry ? sliceOf(entry, from, maxBytes) : undefined;
    },
    async partsBefore(runId, byteOffset) {
      return entries.get(runId)?.log.partsBefore(byteOffset) ?? 0;
    },
    async attend(runId, leaseMs) {
      const entry = entries.get(runId);
      if (!entry || entry.ending) return false;
      entry.attendedUntilMs = performance.now() + leaseMs;
      return true;
    },
    async attendedForMs(runId) {
      const untilMs = entries.get(runId)?.attendedUntilMs ?? 0;
      return Math.max(0, untilMs - performance.now());
    },
    keep(runId, keepMs) {
      const entry = entries.get(runId);
      if (entry) entry.expiresAtMs = performance.now() + keepMs;
    },
    close: () => entries.close(),
  };
}

function isReserved(entry: MemoryRun): boolean {
  return statusOf(entry) === "reserved";
}
