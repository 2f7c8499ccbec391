import { createAttendance } from "./attendance.ts";
import { failure } from "./errors.ts";
import { createFairTurns } from "./fairTurns.ts";
import { awaitFirstEntry } from "./firstEntry.ts";
import type { AskedPosition } from "./negotiate.ts";
import type { Settings } from "./settings.ts";
import { Problem } from "./problem.ts";
import { startRun, type ActiveRun, type Execution } from "./producer.ts";
import { runBody } from "./reader.ts";
import { createReaders, type Leave } from "./readers.ts";
import type { RunKey } from "./runKey.ts";
import { LOG_START, type LogPosition } from "./store/log.ts";
import type { StreamFormat } from "./streamFormat.ts";
import { after } from "./timers.ts";
import type { Visit } from "./visit.ts";

/** The run that a request has begun. */
export interface BegunStream {
  readonly key: RunKey;
  /** Whether it may go on unread, which its answer says. */
  readonly isDetached: boolean;
}

/** The runs of this process: those it works for, and those it reads to clients. */
export interface Runs {
  /** Aborts with the Problem `draining` once the server is closing. */
  readonly draining: AbortSignal;
  /**
   * Starts a run; one without a Run-Key ends when `disconnected` aborts.
   * @returns `undefined` when its id was taken or cancelled meanwhile.
   */
  start(execution: Execution, disconnected: AbortSignal): Promise<ActiveRun | undefined>;
  /** Opens the connection of the request that began a run. @throws Problem as `awaitFirstEntry`. */
  stream(visit: Visit, begun: BegunStream, format: StreamFormat): Promise<Response>;
  /** Opens one more connection to a run that stands. @throws Problem as `awaitFirstEntry`, `rate_limited` when it has too many. */
  attach(visit: Visit, key: RunKey, asked: AskedPosition, format: StreamFormat): Promise<Response>;
  /** Takes no new run, waits for the running ones, and after `graceMs` ends them. */
  close(graceMs: number): Promise<void>;
}

const DRAINED = { status: "failed", failure: failure("draining") } as const;
const ABANDONED = { status: "failed", failure: failure("abandoned") } as const;

/** Creates the runs of one server. */
export function createRuns(settings: Settings): Runs {
  const { store, telemetry, onError, heartbeatMs } = settings;
  const attendance = createAttendance(store.runs, settings.detachedGraceMs, onError);
  const readers = createReaders(settings.limits.readersPerRun);
  const active = new Map<string, ActiveRun>();
  const turns = createFairTurns();
  const draining = new AbortController();
  let isClosed = false;

  async function start(
    execution: Execution,
    disconnected: AbortSignal,
  ): Promise<ActiveRun | undefined> {
    const { runId, reservation } = execution;
    const run = await startRun(execution, settings, turns);
    if (!run) return undefined;
    active.set(runId, run);
    void run.ended.then(() => active.delete(runId));
    if (isClosed) await run.end(DRAINED);
    if (reservation.secretHash === null) {
      if (disconnected.aborted) leaveKeyless(runId);
      disconnected.addEventListener("abort", () => leaveKeyless(runId), { once: true });
    }
    return run;
  }

  function leaveKeyless(runId: string): void {
    void active.get(runId)?.end(ABANDONED);
  }

  async function answer(
    { signal }: Request,
    { runId, secretHash }: RunKey,
    asked: AskedPosition,
    format: StreamFormat,
    leave: Leave,
  ): Promise<Response> {
    let from: LogPosition = LOG_START;
    try {
      const { firstEventTimeoutMs } = settings;
      from = await awaitFirstEntry(store.runs, runId, asked, firstEventTimeoutMs, signal);
    } catch (error) {
      // The run stands: a 503 would deny that. Its body breaks if the store still fails, and can be resumed.
      if (error instanceof Problem || !isStart(asked)) {
        leave();
        throw error;
      }
      onError(error);
    }
    const onOpen = (): (() => void) => {
      const detach = secretHash === null ? () => leaveKeyless(runId) : attendance.enter(runId);
      const closed = telemetry.streamOpened();
      return () => {
        leave();
        detach();
        closed();
      };
    };
    const body = runBody(store.runs, {
      runId,
      from,
      format,
      heartbeatMs,
      signal,
      onOpen,
      turns,
    });
    return new Response(body, {
      headers: {
        ...format.headers,
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
        "run-id": runId,
        "run-offset": String(from.bytes),
        ...(format.hasParts && { "run-parts": String(from.parts) }),
      },
    });
  }

  function endAll(): void {
    isClosed = true;
    for (const run of active.values()) void run.end(DRAINED);
  }

  async function close(graceMs: number): Promise<void> {
    draining.abort(new Problem("draining", DRAINED.failure.message));
    const cancelGrace = after(graceMs, endAll);
    while (active.size > 0) await Promise.all([...active.values()].map((run) => run.ended));
    cancelGrace();
    isClosed = true;
    attendance.close();
  }

  return {
    draining: draining.signal,
    start,
    async stream({ request }, { key, isDetached }, format) {
      const response = await answer(request, key, LOG_START, format, readers.begin(key.runId));
      if (isDetached) response.headers.set("run-detached", "1");
      return response;
    },
    async attach(visit, key, asked, format) {
      const leave = readers.attach(visit, key.runId);
      return answer(visit.request, key, asked, format, leave);
    },
    close,
  };
}

function isStart({ bytes, parts = 0 }: AskedPosition): boolean {
  return bytes === 0 && parts === 0;
}
