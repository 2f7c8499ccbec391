import type { Authorize } from "./authorize.ts";
import type { TrustedProxies } from "./caller.ts";
import type { HookResult } from "./hooks.ts";
import type { RateLimits } from "./limits.ts";
import type { Logger } from "./logger.ts";
import type { RunReport } from "./report.ts";
import type { GivenKey } from "./givenKeys.ts";
import type { Store } from "./store/store.ts";
import type { Telemetry } from "./telemetry.ts";
import type { Workflow } from "./workflow.ts";

/** Durations and sizes of a server, all with defaults. */
export interface WorkflowServerBounds {
  /** Silence on an event stream after which a comment is sent, in ms. Default 15 000. */
  readonly heartbeatMs?: number;
  /** How long the status line waits for a run's first text or part, in ms. Default 2 000. */
  readonly firstEventTimeoutMs?: number;
  /** Silence of a workflow after which its run fails with `idle_timeout`, in ms. Default 60 000. */
  readonly idleTimeoutMs?: number;
  /** Duration of a run after which it fails with `max_run_timeout`, in ms. Default 300 000. */
  readonly maxRunMs?: number;
  /** How long a run with a Run-Key goes on with no reader, in ms. Default 30 000. */
  readonly detachedGraceMs?: number;
  /** How long a detached run goes on with no reader, in ms; never longer than `maxRunMs`. Default 300 000. */
  readonly detachedMs?: number;
  /** How long a run is kept after its end, in ms. Default 600 000. */
  readonly keepEndedMs?: number;
  /** UTF-8 bytes of text, and of parts as JSON, after which a run fails with `output_too_large`. Default 10 MiB. */
  readonly maxOutputBytes?: number;
  /** Largest request body, in bytes. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** JSON values a request body may hold, objects and arrays included. Default 10 000. */
  readonly maxBodyValues?: number;
}

/** What `createWorkflowServer` takes. */
export interface WorkflowServerOptions extends WorkflowServerBounds {
  /** The workflows that can be run, each with an id of its own. */
  readonly workflows: readonly Workflow[];
  /**
   * Keys of the backends that may ask for tokens, plain (each starts with `sk_`) or with what each may do. One that is missing or empty is a
   * 500 `misconfigured` for the first request that needs it, so that an app can be built without its secrets. Default: none; then
   * `authorize` is needed.
   */
  readonly secretKeys?: readonly GivenKey[];
  /**
   * Says whose request it is that has no token, by the app's own sign-in: then the pages of the app's own site need none. A run that is begun
   * so is its owner's alone. `undefined` or `null` is a 401; anything but an owner is a 500. Default: every stream needs a token.
   */
  readonly authorize?: Authorize;
  /**
   * Where tokens and runs are kept. Default: a memory store, shared with all servers of this process that have the same base path, workflow
   * ids and secret keys, and closed with the last of them. A store given is shared with nobody, and left open.
   */
  readonly store?: Store;
  /** Whether a request may ask, by `?detach=1`, that its run goes on unread. Default true. */
  readonly detachedRuns?: boolean;
  /** Path before all endpoints. Default `/api/v1`. */
  readonly basePath?: string;
  /** Serves an OpenAPI 3.1 document of the endpoints and the workflows' inputs at `{basePath}/openapi.json`, to anyone. Default false. */
  readonly openapi?: boolean;
  /** Origins whose pages may read the answers, each as browsers send it: `https://app.example`, or `null`. Default `*`. */
  readonly allowedOrigins?: "*" | readonly string[];
  /** How much is let in, where it differs from the defaults. `false`: no limit but those of single keys. */
  readonly limits?: Partial<RateLimits> | false;
  /** The proxies in front: how many, or their addresses and ranges. Default none: `X-Forwarded-For` counts for nothing. */
  readonly trustProxy?: TrustedProxies;
  /**
   * Key of the HMAC under which cached answers are kept; the same on all machines that share them. Default: random, so that
   * each process has its own.
   */
  readonly cacheSecret?: string;
  /** Told of each request and each run that ended; never of keys, tokens, inputs or texts. Default: nothing is logged. */
  readonly logger?: Logger;
  /** Told of runs, streams and answers as they come and go: `createTelemetry()` of `@workflow-stream/server/otel`. Default none. */
  readonly telemetry?: Telemetry;
  /** Called once for each run that ended. */
  readonly onRun?: (report: RunReport) => HookResult;
  /**
   * Called with what a workflow, a schema, the store, `onRun` or the logger threw or rejected with. Default: the logger is told its name and where it was
   * made, but not its message; without a logger, `console.error`.
   */
  readonly onError?: (error: unknown) => HookResult;
}
