import { createApp } from "./app.ts";
import { acceptsByName } from "./negotiate.ts";
import { resolveOptions, type WorkflowServerOptions } from "./options.ts";
import { problemResponse, toProblem } from "./problem.ts";
import { createRuns } from "./runs.ts";

/** A workflow server as a Fetch handler. */
export interface WorkflowServer {
  /** Answers one request; never rejects. May be passed on without its object. */
  fetch(request: Request): Promise<Response>;
  /**
   * Takes no new run, lets the running ones finish for `graceMs` (default 10 000), then ends each with a `draining` error.
   * Settles once the last run has ended; close the HTTP server after it.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

const defaultGraceMs = 10_000;

/**
 * Creates a server that hands out single-use tokens and streams the runs of its workflows.
 * @throws TypeError when an option can't be used: a key without `sk_`, two workflows of one id, a limit that is not above 0.
 */
export function createWorkflowServer(options: WorkflowServerOptions): WorkflowServer {
  const settings = resolveOptions(options);
  const runs = createRuns(settings);
  const app = createApp(settings, runs, onProblem);
  let closing: Promise<void> | undefined;

  function onProblem(thrown: unknown, request: Request): Response {
    const problem = toProblem(thrown);
    if (problem.cause !== undefined) settings.onError(problem.cause);
    return problemResponse(problem, acceptsByName(request, "application/problem+json"));
  }

  async function close(graceMs: number): Promise<void> {
    await runs.close(graceMs);
    if (settings.ownsStore) await settings.store.close();
  }

  return {
    async fetch(request) {
      try {
        return await app.fetch(request);
      } catch (thrown) {
        return onProblem(thrown, request);
      }
    },
    close: ({ graceMs = defaultGraceMs } = {}) => (closing ??= close(graceMs)),
  };
}
