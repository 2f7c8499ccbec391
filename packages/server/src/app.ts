import { Hono } from "hono";
import { createAdmission } from "./admission.ts";
import { readJsonObject } from "./body.ts";
import { collectText } from "./collect.ts";
import { cors } from "./cors.ts";
import { json } from "./json.ts";
import { negotiateFormat, resumeOffset } from "./negotiate.ts";
import type { Settings } from "./options.ts";
import { Problem } from "./problem.ts";
import { createRunAccess } from "./runAccess.ts";
import type { Runs } from "./runs.ts";
import { readScope } from "./scope.ts";
import { secretKeyCheck } from "./secretKeys.ts";
import { mintToken } from "./tokens.ts";

/** The endpoints. Handlers throw a `Problem` for whatever they refuse; `onProblem` alone makes answers of them. */
export function createApp(
  settings: Settings,
  runs: Runs,
  onProblem: (thrown: unknown, request: Request) => Response,
): Hono {
  const { store } = settings;
  const requireSecretKey = secretKeyCheck(settings.secretKeys);
  const admission = createAdmission(settings, runs);
  const access = createRunAccess(settings, requireSecretKey);

  const api = new Hono();
  api.use(async ({ req }, next) => {
    // A HEAD would do what a GET does, and drop the answer: a token, or a connection to a run.
    if (req.method === "HEAD") throw notFound();
    await next();
  });
  for (const path of ["/run/:workflowId/stream", "/runs/:runId/stream", "/runs/:runId"]) {
    api.use(path, cors(settings.allowedOrigins));
  }

  api.get("/token", async ({ req }) => {
    await requireSecretKey(req.raw);
    const scope = await readScope({ workflow: req.query("workflow") });
    return json({ success: true, ...(await mintToken(store.tokens, req.query("ttl"), scope)) });
  });
  api.post("/token", async ({ req }) => {
    await requireSecretKey(req.raw);
    const body = await readJsonObject(req.raw, settings.maxBodyBytes);
    const scope = await readScope(body);
    return json({ success: true, ...(await mintToken(store.tokens, body.ttl, scope)) });
  });

  api.post("/run/:workflowId", async ({ req }) => {
    await requireSecretKey(req.raw);
    const { runId } = await admission.bySecretKey(req.raw, req.param("workflowId"));
    return json({
      success: true,
      result: await collectText(store.runs, runId),
      runId,
      usage: null,
    });
  });
  api.post("/run/:workflowId/stream", async ({ req }) => {
    const key = await admission.byToken(req.raw, req.param("workflowId"));
    return runs.stream(req.raw, key, 0, negotiateFormat(req.raw));
  });

  api.get("/runs/:runId/stream", async ({ req }) => {
    const key = await access.byKey(req.raw, req.param("runId"));
    return runs.stream(req.raw, key, resumeOffset(req.raw), negotiateFormat(req.raw));
  });
  api.get("/runs/:runId", async ({ req }) => {
    const runId = req.param("runId");
    const { workflowId, status, bytes, failure } = await access.find(req.raw, runId);
    return json({
      id: runId,
      workflow: workflowId,
      status: status === "reserved" ? "running" : status,
      bytes,
      ...(failure && { error: failure }),
    });
  });
  api.delete("/runs/:runId", async ({ req }) => {
    await access.cancel(req.raw, req.param("runId"));
    return new Response(null, { status: 204 });
  });

  const health = new Hono();
  health.get("/healthz", () => json({ status: "ok" }));
  health.get("/readyz", async () => {
    runs.refuseWhenDraining();
    await store.ping();
    return json({ status: "ok" });
  });

  const app = new Hono();
  app.onError((error, { req }) => onProblem(error, req.raw));
  app.notFound(({ req }) => onProblem(notFound(), req.raw));
  app.route("/", health);
  app.route(settings.basePath || "/", new Hono().route("/", health).route("/", api));
  return app;
}

function notFound(): Problem {
  return new Problem("not_found", "There is no such endpoint.");
}
