import type { FailureCode } from "./errors.ts";
import { memoryStore } from "./store/memory.ts";
import type { Store } from "./store/store.ts";
import type { Workflow } from "./workflow.ts";

/** What is told of a run that ended. It holds no text, inputs or tokens. */
export interface RunReport {
  readonly runId: string;
  readonly workflowId: string;
  readonly status: "done" | "failed" | "aborted";
  /** With `failed`. */
  readonly errorCode?: FailureCode;
  /** From the start of the run to its first text, in ms; absent when there was none. */
  readonly firstTextMs?: number;
  /** From the start of the run to its end, in ms. */
  readonly durationMs: number;
  /** UTF-8 bytes of text. */
  readonly bytes: number;
}

/** Durations and sizes of a server, all with defaults. */
export interface WorkflowServerLimits {
  /** Silence on an event stream after which a comment is sent, in ms. Default 15 000. */
  readonly heartbeatMs?: number;
  /** How long the status line waits for a run's first text, in ms. Default 2 000. */
  readonly firstEventTimeoutMs?: number;
  /** Silence of a workflow after which its run fails with `idle_timeout`, in ms. Default 60 000. */
  readonly idleTimeoutMs?: number;
  /** Duration of a run after which it fails with `max_run_timeout`, in ms. Default 300 000. */
  readonly maxRunMs?: number;
  /** How long a run with a Run-Key goes on with no reader, in ms. Default 30 000. */
  readonly detachedGraceMs?: number;
  /** How long a run is kept after its end, in ms. Default 600 000. */
  readonly keepEndedMs?: number;
  /** UTF-8 bytes of text after which a run fails with `output_too_large`. Default 10 MiB. */
  readonly maxOutputBytes?: number;
  /** Largest request body, in bytes. Default 1 MiB. */
  readonly maxBodyBytes?: number;
}

/** What `createWorkflowServer` takes. */
export interface WorkflowServerOptions extends WorkflowServerLimits {
  /** The workflows that can be run, each with an id of its own. */
  readonly workflows: readonly Workflow[];
  /** Keys of the backends that may ask for tokens; each starts with `sk_`. */
  readonly secretKeys: readonly string[];
  /** Where tokens and runs are kept. Default: a memory store, closed with the server. A store given is left open. */
  readonly store?: Store;
  /** Path before all endpoints. Default `/api/v1`. */
  readonly basePath?: string;
  /** Origins whose pages may read the answers. Default `*`. */
  readonly allowedOrigins?: "*" | readonly string[];
  /** Called once for each run that ended. */
  readonly onRun?: (report: RunReport) => void;
  /** Called with what a workflow, a schema, the store or `onRun` threw. Default: `console.error`. */
  readonly onError?: (error: unknown) => void;
}

/** The options with every default filled in. */
export type Settings = Required<WorkflowServerOptions> & { readonly ownsStore: boolean };

const defaultLimits: Required<WorkflowServerLimits> = {
  heartbeatMs: 15_000,
  firstEventTimeoutMs: 2_000,
  idleTimeoutMs: 60_000,
  maxRunMs: 300_000,
  detachedGraceMs: 30_000,
  keepEndedMs: 600_000,
  maxOutputBytes: 10 * 1024 * 1024,
  maxBodyBytes: 1024 * 1024,
};

/**
 * Fills in the defaults.
 * @throws TypeError when an id, a path or a limit can't be used.
 */
export function resolveOptions(options: WorkflowServerOptions): Settings {
  const { basePath = "/api/v1", workflows } = options;
  if (!/^(\/[\w.~-]+)*$/.test(basePath)) {
    throw new TypeError(`basePath must be empty or look like /api/v1, not ${basePath}`);
  }
  checkWorkflowIds(workflows.map(({ id }) => id));
  const onError = guard(options.onError ?? ((error) => console.error(error)), console.error);
  return {
    ...resolveLimits(options),
    workflows,
    secretKeys: options.secretKeys,
    store: options.store ?? memoryStore(),
    ownsStore: options.store === undefined,
    basePath,
    allowedOrigins: options.allowedOrigins ?? "*",
    onRun: guard(options.onRun ?? (() => {}), onError),
    onError,
  };
}

function resolveLimits(options: WorkflowServerLimits): Required<WorkflowServerLimits> {
  const limits = { ...defaultLimits };
  for (const name of Object.keys(defaultLimits) as (keyof WorkflowServerLimits)[]) {
    const value = options[name] ?? defaultLimits[name];
    if (!(value > 0)) throw new TypeError(`${name} must be a number above 0, not ${value}`);
    limits[name] = value;
  }
  return limits;
}

function checkWorkflowIds(ids: readonly string[]): void {
  for (const [index, id] of ids.entries()) {
    if (!/^[\w.~-]+$/.test(id)) throw new TypeError(`workflow id "${id}" can't stand in a URL`);
    if (ids.indexOf(id) !== index) throw new TypeError(`two workflows have the id "${id}"`);
  }
}

// A callback that throws must not end a run or a request.
function guard<Value>(
  callback: (value: Value) => void,
  onThrow: (error: unknown) => void,
): (value: Value) => void {
  return (value) => {
    try {
      callback(value);
    } catch (error) {
      onThrow(error);
    }
  };
}
