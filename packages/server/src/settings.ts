import { withCache } from "./cache.ts";
import { checkKeys } from "./checkKeys.ts";
import { checkOrigins } from "./cors.ts";
import { randomId } from "./crypto.ts";
import type { GivenKey } from "./givenKeys.ts";
import { guard, lastResort, type HookResult } from "./hooks.ts";
import { resolveRateLimits, userLimits, type OwnerLimits, type RateLimits } from "./limits.ts";
import { errorFields } from "./logger.ts";
import type { WorkflowServerBounds, WorkflowServerOptions } from "./options.ts";
import { resolvePaths } from "./paths.ts";
import type { RunReport } from "./report.ts";
import type { Store } from "./store/store.ts";
import { guardTelemetry, NO_TELEMETRY, type Telemetry } from "./telemetry.ts";
import type { Workflow } from "./workflow.ts";

type Unset =
  | "limits"
  | "store"
  | "workflows"
  | "secretKeys"
  | "cacheSecret"
  | keyof WorkflowServerBounds;

/** The options with every default filled in. */
export interface Settings
  extends Omit<WorkflowServerOptions, Unset>, Required<WorkflowServerBounds> {
  readonly workflows: readonly Workflow[];
  readonly secretKeys: readonly GivenKey[];
  readonly store: Store;
  readonly basePath: string;
  readonly openapi: boolean;
  readonly detachedRuns: boolean;
  readonly allowedOrigins: "*" | readonly string[];
  readonly limits: RateLimits;
  /** Those of the app's users. */
  readonly userLimits: OwnerLimits;
  readonly telemetry: Telemetry;
  readonly onRun: (report: RunReport) => void;
  readonly onError: (error: unknown) => void;
}

const DEFAULT_BOUNDS: Required<WorkflowServerBounds> = {
  heartbeatMs: 15_000,
  firstEventTimeoutMs: 2_000,
  idleTimeoutMs: 60_000,
  maxRunMs: 300_000,
  detachedGraceMs: 30_000,
  detachedMs: 300_000,
  keepEndedMs: 600_000,
  maxOutputBytes: 10 * 1024 * 1024,
  maxBodyBytes: 1024 * 1024,
  maxBodyValues: 10_000,
};

/**
 * Fills in the defaults.
 * @throws TypeError when an id, a path, an origin or a limit can't be used.
 */
export function resolveOptions(options: WorkflowServerOptions, store: Store): Settings {
  const { workflows, secretKeys = [], logger, trustProxy } = options;
  const { allowedOrigins = "*" } = options;
  const basePath = resolvePaths(options);
  if (secretKeys.length === 0 && !options.authorize) {
    throw new TypeError("neither secretKeys nor authorize: no one could start a run");
  }
  checkKeys(
    secretKeys,
    workflows.map(({ id }) => id),
  );
  checkOrigins(allowedOrigins);
  const { onError, onRun } = hooks(options);
  const limits = resolveRateLimits(options.limits);
  const bounds = resolveBounds(options);
  checkKept(bounds, store);
  const cache = { cache: store.cache, secret: options.cacheSecret ?? randomId(), onError };
  return {
    ...bounds,
    limits,
    userLimits: userLimits(limits),
    ...(options.authorize && { authorize: options.authorize }),
    workflows: workflows.map((workflow) => withCache(workflow, cache)),
    secretKeys,
    store,
    basePath,
    openapi: options.openapi ?? false,
    detachedRuns: options.detachedRuns ?? true,
    allowedOrigins,
    ...(trustProxy !== undefined && { trustProxy }),
    ...(logger && { logger }),
    telemetry: options.telemetry ? guardTelemetry(options.telemetry, onError) : NO_TELEMETRY,
    onRun,
    onError,
  };
}

function hooks({
  logger,
  onRun,
  onError,
}: WorkflowServerOptions): Pick<Settings, "onRun" | "onError"> {
  const report = logger
    ? (error: unknown): HookResult => logger.error({ error: errorFields(error) }, "error")
    : (error: unknown): void => console.error(error);
  const guarded = guard(onError ?? report, lastResort);
  // Each by itself: a logger that fails keeps no one from hearing of the run.
  const log = guard((run: RunReport) => logger?.info(run, "run"), guarded);
  const tell = guard((run: RunReport) => onRun?.(run), guarded);
  return {
    onError: guarded,
    onRun(run) {
      log(run);
      tell(run);
    },
  };
}

function resolveBounds(options: WorkflowServerBounds): Required<WorkflowServerBounds> {
  const bounds = { ...DEFAULT_BOUNDS };
  for (const name of Object.keys(DEFAULT_BOUNDS) as (keyof WorkflowServerBounds)[]) {
    const value = options[name] ?? DEFAULT_BOUNDS[name];
    if (!(value > 0)) throw new TypeError(`${name} must be a number above 0, not ${value}`);
    bounds[name] = value;
  }
  return bounds;
}

/** What the store has to keep in mind for as long as an option says. */
const KEPT = ["keepEndedMs", "detachedGraceMs"] as const;

function checkKept(bounds: Required<WorkflowServerBounds>, { longestMs = Infinity }: Store): void {
  for (const name of KEPT) {
    if (bounds[name] <= longestMs) continue;
    throw new TypeError(`${name} can be ${longestMs} at most with this store, not ${bounds[name]}`);
  }
}
