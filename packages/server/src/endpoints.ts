import { Hono, type MiddlewareHandler } from "hono";
import { createAdmission } from "./admission.ts";
import { readJsonObject } from "./body.ts";
import { collectText } from "./collect.ts";
import { cors } from "./cors.ts";
import type { Gates } from "./gates.ts";
import { json } from "./json.ts";
import { askedPosition, negotiateFormat } from "./negotiate.ts";
import { openApiDocument } from "./openapi/document.ts";
import { notFound } from "./problem.ts";
import { createRunAccess } from "./runAccess.ts";
import type { Runs } from "./runs.ts";
import { readScope } from "./scope.ts";
import type { Settings } from "./settings.ts";
import { LOG_START } from "./store/log.ts";
import { mintToken } from "./tokens.ts";
import type { AppEnv } from "./visit.ts";

// A page's own: it may read their answers.
const PAGE_PATHS = ["/run/:workflowId/stream", "/runs/:runId/stream", "/runs/:runId"];

/** The endpoints below the base path. Handlers throw a `Problem` for whatever they refuse. */
export function createEndpoints(settings: Settings, runs: Runs, gates: Gates): Hono<AppEnv> {
  const api = new Hono<AppEnv>();
  api.use(refuseHead);
  for (const path of PAGE_PATHS) api.use(path, cors(settings.allowedOrigins));
  addTokens(api, settings, gates);
  addRuns(api, settings, runs, gates);
  addStandingRuns(api, settings, runs, gates);
  if (settings.openapi) addDocument(api, settings);
  return api;
}

function addTokens(api: Hono<AppEnv>, settings: Settings, { requireKey, count }: Gates): void {
  const { tokens } = settings.store;
  api.get("/token", async ({ req, env: { visit } }) => {
    const owner = await requireKey(visit);
    await count(visit, "tokens", owner);
    const scope = await readScope({ workflow: req.query("workflow") }, owner);
    return json({ success: true, ...(await mintToken(tokens, req.query("ttl"), scope)) });
  });
  api.post("/token", async ({ env: { visit } }) => {
    const owner = await requireKey(visit);
    await count(visit, "tokens", owner);
    const body = await readJsonObject(visit, settings);
    const scope = await readScope(body, owner);
    return json({ success: true, ...(await mintToken(tokens, body.ttl, scope)) });
  });
}

/** Requests that begin a run. */
function addRuns(api: Hono<AppEnv>, settings: Settings, runs: Runs, gates: Gates): void {
  const admission = createAdmission(settings, runs, gates);
  api.post("/run/:workflowId", async ({ req, env: { visit } }) => {
    const owner = await gates.requireKey(visit);
    const { runId } = await admission.byOwner(visit, req.param("workflowId"), owner);
    const { text, finishReason, usage = null } = await collectText(settings.store.runs, runId);
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
}

/** Requests about a run that stands. */
function addStandingRuns(api: Hono<AppEnv>, settings: Settings, runs: Runs, gates: Gates): void {
  const access = createRunAccess(settings, gates);
  api.get("/runs/:runId/stream", async ({ req, env: { visit } }) => {
    const key = await access.byKey(visit, req.param("runId"));
    await gates.countAttach(visit);
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
}

function addDocument(
  api: Hono<AppEnv>,
  { workflows, basePath, authorize, allowedOrigins }: Settings,
): void {
  const document = openApiDocument(workflows, basePath, authorize !== undefined);
  api.use("/openapi.json", cors(allowedOrigins));
  api.get("/openapi.json", () => json(document));
}

// A HEAD would do what a GET does, and drop the answer: a token, or a connection to a run.
const refuseHead: MiddlewareHandler<AppEnv> = async ({ req }, next) => {
  if (req.method === "HEAD") throw notFound();
  await next();
};
