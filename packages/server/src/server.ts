import type { StandardSchemaV1 } from "@standard-schema/spec";
import { createApp } from "./app.ts";
import { createAddressFinder, createHostFinder, hasTakenBody, type Caller } from "./caller.ts";
import { acceptsByName } from "./negotiate.ts";
import type { WorkflowServerOptions } from "./options.ts";
import { problemResponse, toProblem, type Problem } from "./problem.ts";
import { createProxyWarning, createRequestLog } from "./requestLog.ts";
import { createRuns } from "./runs.ts";
import { resolveOptions, type Settings } from "./settings.ts";
import { leaseStore, type StoreLease } from "./storeLease.ts";
import type { AnswerReport } from "./telemetry.ts";
import { createTokenMaker, type TokenOptions } from "./tokenMaker.ts";
import type { MintedToken } from "./tokens.ts";
import type { Visit } from "./visit.ts";
import type { Workflow } from "./workflow.ts";

/** A workflow server as a Fetch handler. */
export interface WorkflowServer<Id extends string = string> {
  /** The path before all endpoints. */
  readonly basePath: string;
  /**
   * Answers one request; never rejects. May be passed on without its object. Limits by address need to know the caller: the Node
   * adapter of Hono tells it by itself, elsewhere pass `{ address }`.
   */
  fetch(request: Request, caller?: Caller): Promise<Response>;
  /**
   * Makes a token for one run, for the app that this server is part of: no secret key is needed. Check first who asks, and that a page of
   * your own site does. It counts as the owner `in-process`, with the server's limits.
   * @throws Problem with the `code` that `POST /token` answers: `invalid_input` with `extras.errors`, `rate_limited`, `store_unavailable`.
   */
  createToken(options?: TokenOptions<Id>): Promise<MintedToken>;
  /**
   * Takes no new run, lets the running ones finish for `graceMs` (default 10 000), then ends each with a `draining` error.
   * Settles once the last run has ended; close the HTTP server after it. Called again, it may end them sooner, never later.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

const DEFAULT_GRACE_MS = 10_000;

/**
 * Creates a server that hands out single-use tokens and streams the runs of its workflows.
 * @throws TypeError when an option can't be used: neither `secretKeys` nor `authorize`, a workflow without inputs, a key without `sk_`, two workflows of one id, an origin with a
 * path, a limit that is not above 0.
 * @example
 * ```ts
 * const server = createWorkflowServer({ workflows: [greet], secretKeys: [process.env.WORKFLOW_SECRET_KEY] });
 * serve({ fetch: server.fetch, port: 3000 });
 * ```
 */
export function createWorkflowServer<Id extends string = string>(
  options: WorkflowServerOptions & {
    readonly workflows: readonly Workflow<StandardSchemaV1, Id>[];
  },
): WorkflowServer<Id> {
  const lease = leaseStore(options);
  try {
    return openServer(resolveOptions(options, lease.store), lease);
  } catch (error) {
    void lease.close();
    throw error;
  }
}

function openServer(settings: Settings, lease: StoreLease): WorkflowServer {
  const findAddress = createAddressFinder(settings.trustProxy);
  const findHost = createHostFinder(settings.trustProxy);
  const log = createRequestLog(settings);
  const warn = createProxyWarning(settings);
  const runs = createRuns(settings);
  const app = createApp(settings, runs, onProblem);
  const closeTelemetry = settings.telemetry.open();
  let released: Promise<void> | undefined;

  function onProblem(problem: Problem, visit: Visit): Response {
    if (problem.cause !== undefined) settings.onError(problem.cause);
    visit.errorCode = problem.code;
    return problemResponse(problem, acceptsByName(visit.request, "application/problem+json"));
  }

  async function answer(visit: Visit): Promise<Response> {
    try {
      return await app.fetch(visit.request, { visit });
    } catch (thrown) {
      return onProblem(toProblem(thrown), visit);
    }
  }

  async function close(graceMs: number): Promise<void> {
    await runs.close(graceMs);
    await (released ??= release());
  }

  function release(): Promise<void> {
    closeTelemetry();
    return lease.close();
  }

  return {
    basePath: settings.basePath,
    createToken: createTokenMaker(settings),
    async fetch(request, caller) {
      warn(request);
      const visit: Visit = {
        request,
        address: findAddress(request, caller),
        host: findHost(request, caller),
        context: caller?.context,
        isBodyTaken: hasTakenBody(caller),
        parsedBody: caller?.body,
      };
      const finish = log(visit);
      const response = await answer(visit);
      finish(response);
      settings.telemetry.answered(reportOf(visit, response));
      return response;
    },
    close: ({ graceMs = DEFAULT_GRACE_MS } = {}) => close(graceMs),
  };
}

function reportOf({ request, route, errorCode }: Visit, { status }: Response): AnswerReport {
  return {
    method: request.method,
    status,
    ...(route !== undefined && { route }),
    ...(errorCode !== undefined && { errorCode }),
  };
}
