import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/** What one run took. */
export interface RunTraffic {
  /** Answers that carried its text, or a part of it. */
  readonly connections: number;
  /** Different tokens that were accepted for it. */
  readonly tokens: number;
}

/** Counts what the runs took, for the demo page and its tests. */
export interface TrafficCounter {
  /** Stands before the API. */
  readonly middleware: MiddlewareHandler;
  of(runId: string): RunTraffic;
}

/** Makes a counter of the last `maxRuns` runs. */
export function createTrafficCounter(maxRuns = 100): TrafficCounter {
  const runs = new Map<string, { connections: number; tokenHashes: Set<string> }>();
  return {
    async middleware(c, next) {
      await next();
      const runId = c.res.headers.get("run-id");
      if (!runId) return;
      const run = runs.get(runId) ?? { connections: 0, tokenHashes: new Set() };
      runs.set(runId, run);
      if (runs.size > maxRuns) runs.delete(runs.keys().next().value!);
      run.connections++;
      const token = c.req.query("token");
      if (token) run.tokenHashes.add(createHash("sha256").update(token).digest("base64"));
    },
    of(runId) {
      const run = runs.get(runId);
      return { connections: run?.connections ?? 0, tokens: run?.tokenHashes.size ?? 0 };
    },
  };
}
