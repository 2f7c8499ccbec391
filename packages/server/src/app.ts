import { Hono, type MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { createAdmission } from "./admission.ts";
import { createAttachCount } from "./attaches.ts";
import { readJsonObject } from "./body.ts";
import { collectText } from "./collect.ts";
import { cors } from "./cors.ts";
import { createDetachment } from "./detachment.ts";
import { createFailedRequests } from "./failedRequests.ts";
import { json } from "./json.ts";
import { misconfigured } from "./misconfigured.ts";
import { createKeyCheck } from "./keyCheck.ts";
import { askedPosition, negotiateFormat } from "./negotiate.ts";
import { openApiDocument } from "./openapi/document.ts";
import { createOwnerRates } from "./ownerRates.ts";
import { Problem, toProblem } from "./problem.ts";
import { rateHeaders } from "./rateHeaders.ts";
import { createRunAccess } from "./runAccess.ts";
import type { Runs } from "./runs.ts";
import { readScope } from "./scope.ts";
import { createKeyRing } from "./secretKeys.ts";
import type { Settings } from "./settings.ts";
import { LOG_START } from "./store/log.ts";
import { createPlaces, placeLifeMs } from "./places.ts";
import { createSlots } from "./slots.ts";
import { mintToken } from "./tokens.ts";
import { createUsers } from "./users.ts";
import type { Visit } from "./visit.ts";

/** What each handler is given: the visit it answers. */
export interface AppEnv {
  Bindings: { readonly visit: Visit };
}

/** The endpoints. Handlers throw a `Problem` for whatever they refuse; `onProblem` alone makes answers of them. */
export function createApp(
  settings: Settings,
  runs: Runs,
  onProblem: (problem: Problem, visit: Visit) => Response,
): Hono<AppEnv> {
  const { store, limits, maxRunMs, onError } = settings;
  const ring = createKeyRing(settings.secretKeys, limits);
  const failedRequests = createFailedRequests(store.rates, limits.failuresPerMinute, onError);
  const count = createOwnerRates(store.rates);
  const lifeMs = placeLifeMs(maxRunMs);
  const places = createPlaces(store.slots, lifeMs, onError);
  const inSlot = createSlots(places, lifeMs);
  const grantDetachment = createDetachment(settings, places);
  const requireKey = createKeyCheck(ring, failedRequests);
  const countAttach = createAttachCount(store.rates, limits.attachesPerMinute, onError);
  const users = createUsers(settings);
  const gates = { ring, failedRequests, count, countAttach, inSlot, grantDetachment, users };
  const admission = createAdmission(settings, runs, gates);
  const access = createRunAccess(settings, requireKey, failedRequests, users);

  const api = new Hono<AppEnv>();
  api.use(refuseHead);
  for (const path of ["/run/:workflowId/stream", "/runs/:runId/stream", "/runs/:runId"]) {
    api.use(path, cors(settings.allowedOrigins));
  }

  api.get("/token", async ({ req, env: { visit } }) => {
    const owner = await requireKey(visit);
    await count(visit, "tokens", owner);
    const scope = await readScope({ workflow: req.query("workflow") }, owner);
    return json({ success: true, ...(await mintToken(store.tokens, req.query("ttl"), scope)) });
  });
  api.post("/token", async ({ env: { visit } }) => {
    const owner = await requireKey(visit);
    await count(visit, "tokens", owner);
    const body = await readJsonObject(visit, settings);
    const scope = await readScope(body, owner);
    return json({ success: true, ...(await mintToken(store.tokens, body.ttl, scope)) });
  });

  api.post("/run/:workflowId", async ({ req, env: { visit } }) => {
    const owner = await requireKey(visit);
    const { runId } = await admission.byOwner(visit, req.param("workflowId"), owner);
    const { text, finishReason, usage = null } = await collectText(store.runs, runId);
    return json({
      success: true,
      result: text,
      runId,
      usage,
      ...(finishReason && { finishReason }),
    });
  });
  api.post("/run/:workflowId/stream", async ({ req, env: { visit } }) => {
    const { key, begun } = await admission.toStream(visit, req.param("workflowId"));
    const format = negotiateFormat(req.raw);
    return begun ? runs.stream(visit, begun, format) : runs.attach(visit, key, LOG_START, format);
  });

  api.get("/runs/:runId/stream", async ({ req, env: { visit } }) => {
    const key = await access.byKey(visit, req.param("runId"));
    await countAttach(visit);
    return runs.attach(visit, key, askedPosition(req.raw), negotiateFormat(req.raw));
  });
  api.get("/runs/:runId", async ({ req, env: { visit } }) => {
    const id = req.param("runId");
    const run = await access.find(visit, id);
    const { workflowId, status, bytes, finishReason, failure, usage } = run;
    return json({
      id,
      workflow: workflowId,
      status: status === "reserved" ? "running" : status,
      bytes,
      ...(finishReason && { finishReason }),
      ...(failure && { error: failure }),
      ...(usage && { usage }),
    });
  });
  api.delete("/runs/:runId", async ({ req, env: { visit } }) => {
    await access.cancel(visit, req.param("runId"));
    return new Response(null, { status: 204 });
  });

  if (settings.openapi) {
    const document = openApiDocument(
      settings.workflows,
      settings.basePath,
      settings.authorize !== undefined,
    );
    api.use("/openapi.json", cors(settings.allowedOrigins));
    api.get("/openapi.json", () => json(document));
  }

  const health = new Hono<AppEnv>();
  health.get("/healthz", () => json({ status: "ok" }));
  health.get("/readyz", async () => {
    runs.draining.throwIfAborted();
    if (ring.missing) throw misconfigured(ring.missing, 503);
    await store.ping();
    return json({ status: "ok" });
  });

  const app = new Hono<AppEnv>();
  app.use(note);
  app.onError(async (thrown, { env: { visit } }) => {
    let problem = toProblem(thrown);
    if (visit.owner === undefined && isFailure(problem)) {
      await failedRequests.count(visit).catch((refusal: unknown) => (problem = toProblem(refusal)));
    }
    return onProblem(problem, visit);
  });
  app.notFound(({ env: { visit } }) => onProblem(notFound(), visit));
  app.route("/", health);
  app.route(settings.basePath || "/", new Hono<AppEnv>().route("/", health).route("/", api));
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

// A HEAD would do what a GET does, and drop the answer: a token, or a connection to a run.
const refuseHead: MiddlewareHandler<AppEnv> = async ({ req }, next) => {
  if (req.method === "HEAD") throw notFound();
  await next();
};

/** Whether it refuses someone who has shown no good credential. */
function isFailure({ code }: Problem): boolean {
  return code === "unauthorized" || code === "token_invalid" || code === "run_not_found";
}

function notFound(): Problem {
  return new Problem("not_found", "There is no such endpoint.");
}
