import { NO_RECORD, type ModelCallRecord, type ModelCallStart } from "./modelCall.ts";
import type { RunReport } from "./report.ts";
import type { WorkflowOutput } from "./workflow.ts";

/** Whose request brought a run about. */
export interface RunOrigin {
  /** The headers of the request; they hold credentials. */
  readonly headers: Headers;
  /** Whether it holds a secret key. Else it is a stranger's, and may not decide what is recorded. */
  readonly isTrusted: boolean;
}

/** A run that begins. */
export interface BegunRun {
  readonly runId: string;
  readonly workflowId: string;
  /** The name of the secret key behind it. */
  readonly owner?: string;
  readonly origin: RunOrigin;
  /** When it began, in ms since 1970. */
  readonly startedAtMs: number;
}

/** A request that has its answer. It holds no path, only the pattern of one. */
export interface AnswerReport {
  readonly method: string;
  readonly route?: string;
  readonly status: number;
  readonly errorCode?: string;
}

/** Watches one run. */
export interface RunTelemetry {
  /** Begins the workflow and follows it, so that what it calls counts as the run's. */
  follow(begin: () => WorkflowOutput): WorkflowOutput;
  /** A model is called for the run. */
  modelCalled(call: ModelCallStart): ModelCallRecord;
  ended(report: RunReport): void;
}

/** What a server tells of its work while it goes on. `@workflow-stream/server/otel` makes one for OpenTelemetry. */
export interface Telemetry {
  /** A server begins to work. @returns what it calls when it is closed. */
  open(): () => void;
  runBegan(run: BegunRun): RunTelemetry;
  /** Somebody begins to read a run. @returns what is called when they are gone; a second call does nothing. */
  streamOpened(): () => void;
  answered(answer: AnswerReport): void;
}

const NO_RUN: RunTelemetry = {
  follow: (begin) => begin(),
  modelCalled: () => NO_RECORD,
  ended: nothing,
};

/** Does nothing with what it is told. */
export const NO_TELEMETRY: Telemetry = {
  open: () => nothing,
  runBegan: () => NO_RUN,
  streamOpened: () => nothing,
  answered: nothing,
};

/**
 * The same telemetry, with what it throws handed on: it must not end a run, a request or a server. What the workflow and its
 * calls throw passes through `follow` and `within` as it is.
 */
export function guardTelemetry(telemetry: Telemetry, onThrow: (error: unknown) => void): Telemetry {
  function attempt<Result>(call: () => Result, instead: Result): Result {
    try {
      return call();
    } catch (error) {
      onThrow(error);
      return instead;
    }
  }
  const tell = (call: () => void): void => attempt(call, undefined);

  function guardRun(run: RunTelemetry): RunTelemetry {
    return {
      follow: (begin) => run.follow(begin),
      modelCalled: (call) => guardRecord(attempt(() => run.modelCalled(call), NO_RECORD)),
      ended: (report) => tell(() => run.ended(report)),
    };
  }

  function guardRecord(record: ModelCallRecord): ModelCallRecord {
    return {
      within: (work) => record.within(work),
      firstChunk: () => tell(() => record.firstChunk()),
      ended: (outcome) => tell(() => record.ended(outcome)),
    };
  }

  return {
    open() {
      const close = attempt(() => telemetry.open(), nothing);
      return () => tell(close);
    },
    runBegan: (begun) => guardRun(attempt(() => telemetry.runBegan(begun), NO_RUN)),
    streamOpened() {
      const closed = attempt(() => telemetry.streamOpened(), nothing);
      return () => tell(closed);
    },
    answered: (answer) => tell(() => telemetry.answered(answer)),
  };
}

function nothing(): void {}
