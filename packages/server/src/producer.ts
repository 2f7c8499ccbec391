import { whenUnattended } from "./abandonment.ts";
import type { Detachment } from "./detachment.ts";
import { logEncoder } from "./encoder.ts";
import { failure, failureOf, type FailureCode } from "./errors.ts";
import type { FairTurns } from "./fairTurns.ts";
import type { RunReport } from "./report.ts";
import type { Settings } from "./settings.ts";
import { LOG_START, positionAfter, type LogEntry } from "./store/log.ts";
import { StoreFullError, type Ending, type Reservation } from "./store/store.ts";
import type { RunOrigin, RunTelemetry } from "./telemetry.ts";
import { memberOf } from "./thrown.ts";
import { after, whenIdle, type Cancel } from "./timers.ts";
import { nextTurn } from "./turns.ts";
import { readUsage } from "./usage.ts";
import type { Usage, Workflow } from "./workflow.ts";
import { endingOf, untilReturned } from "./workflowOutput.ts";

/** One execution of a workflow, claimed and checked. */
export interface Execution {
  readonly runId: string;
  readonly reservation: Reservation;
  readonly workflow: Workflow;
  /** The inputs as the schema gave them back. */
  readonly inputs: unknown;
  /** The longest it may take, in ms. */
  readonly maxRunMs: number;
  /** The name of the secret key behind it. */
  readonly owner?: string;
  readonly origin: RunOrigin;
  /** Lets it go on unread. */
  readonly detachment?: Detachment | undefined;
}

/** A run this process works for. */
export interface ActiveRun {
  /** Ends it, unless it has ended. */
  end(ending: Ending): Promise<void>;
  /** Settles once the run has ended and is reported; never rejects. */
  readonly ended: Promise<void>;
  /** Settles once the workflow has returned, which may be long after the end of its run, or never; never rejects. */
  readonly returned: Promise<void>;
}

// Under a millisecond of work.
const PIECES_BETWEEN_PAUSES = 64;

/**
 * Starts a run: what its workflow yields goes into the store until the workflow, a limit or a cancel ends it.
 * @returns `undefined` when the id was taken or cancelled meanwhile; the workflow is not called then.
 */
export async function startRun(
  { runId, reservation, workflow, inputs, maxRunMs, owner, origin, detachment }: Execution,
  { store: { runs }, telemetry, onRun, onError, ...bounds }: Settings,
  turns: FairTurns,
): Promise<ActiveRun | undefined> {
  const controller = new AbortController();
  const { signal } = controller;
  const timers: Cancel[] = [];
  const startedAt = performance.now();
  let firstTextMs: number | undefined;
  let stored = LOG_START;
  let outputBytes = 0;
  let usage: Usage | undefined;
  let isOver = false;
  let watch: RunTelemetry | undefined;
  let settle = (): void => {};
  const ended = new Promise<void>((resolve) => (settle = resolve));

  const onCancel = (): void => void end({ status: "aborted" });
  if (!(await runs.begin(runId, reservation, onCancel, bounds.keepEndedMs))) return undefined;
  watched();
  // The cancel may come before the answer of the store does.
  if (isOver) return { end, ended, returned: ended };
  const idle = whenIdle(bounds.idleTimeoutMs, () => void fail("idle_timeout"));
  timers.push(
    idle.cancel,
    after(maxRunMs, () => void fail("max_run_timeout")),
  );
  if (reservation.secretHash !== null) {
    const abandon = (): void => void fail("abandoned");
    const graceMs = bounds.detachedGraceMs;
    timers.push(whenUnattended(runs, runId, { graceMs, detachment, abandon, onError }));
  }
  return { end, ended, returned: produce() };

  // A cancel may end the run before its begin is known here.
  function watched(): RunTelemetry {
    return (watch ??= telemetry.runBegan({
      runId,
      workflowId: workflow.id,
      ...(owner !== undefined && { owner }),
      origin,
      startedAtMs: performance.timeOrigin + startedAt,
    }));
  }

  async function produce(): Promise<void> {
    const { modelCalled: beginModelCall } = watched();
    const context = { signal, runId, reportUsage, beginModelCall };
    const encoder = logEncoder();
    let pieces = 0;
    let returned: unknown;
    try {
      const output = watched().follow(() => workflow.run(inputs, context));
      for await (const piece of untilReturned(output, (value) => (returned = value))) {
        idle.touch();
        if (!(await write(encoder.push(piece)))) return;
        // A workflow that never waits would keep every other request waiting.
        if (++pieces % PIECES_BETWEEN_PAUSES === 0) await nextTurn();
      }
      if (await write(encoder.flush())) await end(endingOf(returned, stored));
    } catch (thrown) {
      if (!isOver || !isAbort(thrown, signal)) onError(thrown);
      await end({ status: "failed", failure: failureOf(thrown) });
    }
  }

  function reportUsage(report: Usage): void {
    const told = readUsage(report);
    if (!isOver) usage = told;
  }

  /** Whether the run goes on. */
  async function write(entries: Iterable<LogEntry>): Promise<boolean> {
    for (const entry of entries) {
      if (isOver) return false;
      outputBytes += entry.bytes.length;
      if (outputBytes > bounds.maxOutputBytes) return fail("output_too_large");
      try {
        if (!(await runs.append(runId, entry))) return stop({ status: "aborted" });
      } catch (error) {
        onError(error);
        return fail(error instanceof StoreFullError ? "output_too_large" : "producer_lost");
      }
      stored = positionAfter(stored, [entry]);
      if (entry.kind === "text") firstTextMs ??= performance.now() - startedAt;
      await turns.spend(entry.bytes.length);
    }
    return !isOver;
  }

  function fail(code: FailureCode): Promise<false> {
    return stop({ status: "failed", failure: failure(code) });
  }

  async function stop(ending: Ending): Promise<false> {
    await end(ending);
    return false;
  }

  async function end(ending: Ending): Promise<void> {
    if (isOver) return ended;
    isOver = true;
    for (const cancel of timers) cancel();
    if (ending.status !== "done") {
      controller.abort(new DOMException("The run was ended.", "AbortError"));
    }
    // The store's word counts: a cancel may have reached it first.
    const final = usage ? { ...ending, usage } : ending;
    const stands = await runs.finish(runId, final, bounds.keepEndedMs).catch(onError);
    const { status } = stands === false ? ({ status: "aborted" } as const) : ending;
    const report: RunReport = {
      runId,
      workflowId: workflow.id,
      ...(owner !== undefined && { owner }),
      status,
      ...(status === ending.status && howItEnded(ending)),
      ...(firstTextMs !== undefined && { firstTextMs }),
      durationMs: performance.now() - startedAt,
      ...stored,
      ...(usage && { usage }),
    };
    watched().ended(report);
    onRun(report);
    settle();
  }
}

function isAbort(thrown: unknown, signal: AbortSignal): boolean {
  return thrown === signal.reason || memberOf(thrown, "name") === "AbortError";
}

function howItEnded(ending: Ending): Pick<RunReport, "errorCode" | "finishReason"> {
  if (ending.status === "failed") return { errorCode: ending.failure.code };
  const { finishReason } = ending.status === "done" ? ending : {};
  return finishReason === undefined ? {} : { finishReason };
}
