import type { WorkflowStreamError } from "./errors.ts";
import type { Finish, FinishReason, Source, Usage } from "./parts.ts";

/** `idle → connecting → streaming → done`; `streaming` begins with the first character. */
export type WorkflowStreamStatus =
  | "idle"
  | "connecting"
  | "streaming"
  | "reconnecting"
  | "done"
  | "stopped"
  | "error";

/** When things happened, in ms since the start; `undefined` until they did. */
export interface Timing {
  /** The token was there. */
  readonly token?: number;
  /** The response's headers were there. */
  readonly headers?: number;
  /** The first character was there. */
  readonly firstText?: number;
  /** The run had ended. */
  readonly end?: number;
  /** UTF-16 code units of this run's text. */
  readonly chars: number;
  /** Reads that brought text. */
  readonly chunks: number;
}

/** What came beside a text. Each is the same object until it changes. */
export interface Beside<Data = Record<string, unknown>> {
  /** What the model thought. Grows like `text`. */
  readonly reasoning: string;
  /** In their order, 1 000 at most. */
  readonly sources: readonly Source[];
  /** The latest value of each name, 1 000 names at most. It has no prototype. */
  readonly data: Readonly<Data>;
}

/** The published state: immutable, and the same object until something changed. */
export interface Snapshot<
  Inputs = Record<string, unknown>,
  Data = Record<string, unknown>,
> extends Beside<Data> {
  /** How far the run is. */
  readonly status: WorkflowStreamStatus;
  /** What has come so far: of the last run that brought text, or what was set. */
  readonly text: string;
  /** Why the text shown ended; `undefined` until the server says so, and where it doesn't. */
  readonly finishReason: FinishReason | undefined;
  /** What the text shown took of the model, once the server says so. */
  readonly usage: Usage | undefined;
  /** Why the last run failed; `undefined` when it didn't. */
  readonly error: WorkflowStreamError | undefined;
  /** Connecting, streaming or reconnecting. */
  readonly isLoading: boolean;
  /** The text shown broke off, was stopped, or was cut short by a limit or a filter. */
  readonly isPartial: boolean;
  /** The server said that the text shown has ended, also where it ended before its first character. */
  readonly verified: boolean;
  /** Those of the last run, as they were when it began. */
  readonly inputs: Inputs | undefined;
  /** Requests of this run so far. */
  readonly attempt: number;
  /** The server's name for the run, once it has said it. */
  readonly runId: string | undefined;
  /** When things happened. */
  readonly timing: Timing;
}

/** How a run ended. */
export interface RunResult extends Beside, Finish {
  /** Its ending. */
  readonly status: "done" | "stopped" | "error";
  /** This run's text. */
  readonly text: string;
  /** The text broke off, was stopped, or was cut short by a limit or a filter. */
  readonly isPartial: boolean;
  /** The server said that the text has ended. */
  readonly verified: boolean;
  /** Why it failed, where `status` is `error`. */
  readonly error?: WorkflowStreamError;
}

/** Hears each publish. `delta` is what the text grew by since the last one; `undefined` when it was replaced. */
export type Listener<Inputs = Record<string, unknown>, Data = Record<string, unknown>> = (
  snapshot: Snapshot<Inputs, Data>,
  delta: string | undefined,
) => void;

/** One run at a time, observable; what every binding wraps. Its methods need no `this`. */
export interface WorkflowStream<Inputs = Record<string, unknown>, Data = Record<string, unknown>> {
  /**
   * Starts a run. While one runs, the same target and inputs (by value) join it; others replace it.
   * Never rejects. `signal` stops the run.
   */
  readonly start: (
    inputs?: Inputs,
    init?: { signal?: AbortSignal | undefined },
  ) => Promise<RunResult>;
  /** Picks up a run that broke off and is still there; otherwise starts anew with the same inputs. Never rejects. */
  readonly retry: () => Promise<RunResult>;
  /**
   * Picks up the run that the `persister` remembers: `reconnecting`, `streaming`, then its true ending. Calling it again does
   * nothing more. Resolves with `undefined` where there is none. Never rejects.
   */
  readonly restore: () => Promise<RunResult | undefined>;
  /** Stops the run, here and on the server, and keeps the text. */
  readonly stop: () => void;
  /** Stops, and goes back to `idle` and `initialText`. */
  readonly reset: () => void;
  /** Replaces the text shown; a run that is on is stopped. */
  readonly setText: (text: string) => void;
  /** Resolves at the first text or a terminal status; at once outside a browser. */
  readonly ready: () => Promise<Snapshot<Inputs, Data>>;
  /** Hears each publish from now on; returns how to stop that. Does not keep the run alive. */
  readonly subscribe: (listener: Listener<Inputs, Data>) => () => void;
  /** The state as it is now; the same object until something changed. */
  readonly getSnapshot: () => Snapshot<Inputs, Data>;
  /** What a server renders: the state before any run. */
  readonly getServerSnapshot: () => Snapshot<Inputs, Data>;
  /**
   * Counts an owner; when the last one has released, the run is stopped one tick later: with a `persister` it is let go, and
   * `restore` picks it up. Does nothing outside a browser.
   */
  readonly retain: () => () => void;
}

/** A stream whatever its inputs, for what only shows it. */
export type AnyWorkflowStream = Omit<WorkflowStream<unknown>, "start"> & {
  readonly start: (
    inputs?: never,
    init?: { signal?: AbortSignal | undefined },
  ) => Promise<RunResult>;
};
