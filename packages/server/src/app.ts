import { Hono, type MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { createEndpoints } from "./endpoints.ts";
import type { FailedRequests } from "./failedRequests.ts";
import { createGates } from "./gates.ts";
import { createHealth } from "./health.ts";
import { notFound, toProblem, type Problem } from "./problem.ts";
import { rateHeaders } from "./rateHeaders.ts";
import type { Runs } from "./runs.ts";
import type { Settings } from "./settings.ts";
import type { AppEnv, Visit } from "./visit.ts";

/** All that a server answers. Handlers throw a `Problem` for whatever they refuse; `onProblem` alone makes answers of them. */
export function createApp(
  settings: Settings,
  runs: Runs,
  onProblem: (problem: Problem, visit: Visit) => Response,
): Hono<AppEnv> {
  const gates = createGates(settings);
  const health = createHealth(settings.store, runs, gates.ring);
  const endpoints = createEndpoints(settings, runs, gates);

  const app = new Hono<AppEnv>();
  app.use(note);
  app.onError(async (thrown, { env: { visit } }) =>
    onProblem(await counted(toProblem(thrown), visit, gates.failedRequests), visit),
  );
  app.notFound(({ env: { visit } }) => onProblem(notFound(), visit));
  app.route("/", health);
  app.route(settings.basePath || "/", new Hono<AppEnv>().route("/", health).route("/", endpoints));
  return app;
}

/** Notes which route answers, and tells the caller of its limits, in refusals too. */
const note: MiddlewareHandler<AppEnv> = async (context, next) => {
  const { visit } = context.env;
  await next();
  visit.route = routePath(context);
  for (const [name, value] of visit.rate ? rateHeaders(visit.rate) : []) {
    context.res.headers.set(name, value);
  }
};

/** The problem, or the refusal of who has shown no good credential too often. */
async function counted(
  problem: Problem,
  visit: Visit,
  failedRequests: FailedRequests,
): Promise<Problem> {
  if (visit.owner !== undefined || !isFailure(problem)) return problem;
  try {
    await failedRequests.count(visit);
    return problem;
  } catch (refusal) {
    return toProblem(refusal);
  }
}

/** Whether it refuses someone who has shown no good credential. */
function isFailure({ code }: Problem): boolean {
  return code === "unauthorized" || code === "token_invalid" || code === "run_not_found";
}
