import { LOG_START } from "../log.ts";
import { memoryRuns } from "../memoryRuns.ts";
import type { RunStore } from "../store.ts";
import { readShared } from "./sharedReads.ts";
import type { SharedRuns } from "./sharedRuns.ts";
import type { RedisTiming } from "./timing.ts";
import type { Watches } from "./watches.ts";
import { createWriter } from "./writer.ts";

/** What a process holds of the runs on Redis. */
export interface RedisRuns extends RunStore {
  /** Ends a run of this process that was cancelled on another machine. */
  cancelledElsewhere(runId: string): void;
  /** Writes to all runs of this process at once: for a connection that is back. */
  renewAll(): void;
  close(): void;
}

/**
 * Runs on Redis. What this process works for is also held here, in memory: its readers are served from that, ahead of
 * Redis and also without it. Runs of other machines are read from Redis alone, as far as they are stored.
 */
export function redisRuns(
  shared: SharedRuns,
  watches: Watches,
  timing: RedisTiming,
  maxLocalBytes: number,
  onError: (error: unknown) => void,
): RedisRuns {
  const local = memoryRuns(Infinity, maxLocalBytes);
  const writer = createWriter(local, shared, timing, cancelledElsewhere, onError);
  /** Runs whose beginning Redis has not confirmed, and whether they were cancelled in that time. */
  const beginning = new Map<string, boolean>();

  function lingerMs(keepMs: number): number {
    return Math.min(keepMs, timing.lingerMs);
  }

  function cancelledElsewhere(runId: string): void {
    if (beginning.has(runId)) beginning.set(runId, true);
    writer.drop(runId);
    void local.cancel(runId, timing.lingerMs);
  }

  async function isRunningHere(runId: string): Promise<boolean> {
    return (await local.get(runId))?.status === "running";
  }

  return {
    async reserve(runId, reservation, ttlMs) {
      const standing = await local.get(runId);
      if (standing) return standing;
      try {
        return await shared.reserve(runId, reservation, ttlMs);
      } catch (error) {
        // Redis may take the claim once it hears of it, and then it hears of this too.
        shared.release(runId, reservation.owner).catch(() => {});
        throw error;
      }
    },
    async release(runId, owner) {
      if (!(await local.get(runId))) await shared.release(runId, owner);
    },
    async begin(runId, reservation, onCancel, keepMs) {
      beginning.set(runId, false);
      try {
        if (!(await shared.begin(runId, reservation, keepMs))) return false;
        local.keep(runId, 0);
        await local.begin(runId, reservation, onCancel, keepMs);
        writer.add(runId, reservation.owner);
        if (beginning.get(runId)) cancelledElsewhere(runId);
        return true;
      } finally {
        beginning.delete(runId);
      }
    },
    async append(runId, entry) {
      const stands = await local.append(runId, entry);
      if (stands) writer.grow(runId, entry);
      return stands;
    },
    async finish(runId, ending, keepMs) {
      if (!(await isRunningHere(runId))) return false;
      // Readers here see the end when all others can: a client may ask any machine whether it has the whole text.
      const outcome = await writer.finish(runId, ending, keepMs);
      if (outcome === "aborted") return false;
      return local.finish(runId, ending, outcome === "stored" ? lingerMs(keepMs) : keepMs);
    },
    async cancel(runId, keepMs) {
      if (!(await isRunningHere(runId))) return shared.cancel(runId, keepMs);
      if (writer.isEnding(runId)) return;
      const outcome = writer.finish(runId, { status: "aborted" }, keepMs);
      await local.cancel(runId, keepMs);
      if ((await outcome) === "stored") local.keep(runId, lingerMs(keepMs));
    },
    async get(runId) {
      return (await local.get(runId)) ?? (await shared.read(runId, LOG_START, 0))?.run;
    },
    async read(runId, from, options) {
      const slice = await local.read(runId, from, options);
      return slice ?? readShared(shared, watches, runId, from, options);
    },
    async partsBefore(runId, byteOffset) {
      const isHere = (await local.get(runId)) !== undefined;
      return (isHere ? local : shared).partsBefore(runId, byteOffset);
    },
    async attend(runId, leaseMs) {
      return (await local.attend(runId, leaseMs)) || shared.attend(runId, leaseMs);
    },
    async attendedForMs(runId) {
      return (await local.attendedForMs(runId)) || shared.attendedForMs(runId);
    },
    cancelledElsewhere,
    renewAll: writer.renewAll,
    close() {
      writer.close();
      watches.close();
      local.close();
    },
  };
}
