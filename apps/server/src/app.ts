import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { HttpBindings } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { createWorkflowServer, type WorkflowServer } from "@workflow-stream/server";
import { Hono } from "hono";
import { createCutter } from "./cut.ts";
import { listArticles } from "./explain/explain.ts";
import { createRecorder } from "./record.ts";
import { createWorkflows } from "./workflows.ts";

/** The demo: the workflow API, the backend routes a product would have, and the pages. */
export interface DemoApp {
  readonly fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>;
  readonly workflows: WorkflowServer;
}

/** Makes the demo's app. `wordsPerSecond` is how fast the workflows answer. */
export function createDemoApp({
  secretKey,
  wordsPerSecond,
  log,
}: {
  secretKey: string;
  wordsPerSecond: number;
  log: (line: string) => void;
}): DemoApp {
  const recorder = createRecorder();
  const workflows = createWorkflowServer({
    workflows: createWorkflows(wordsPerSecond).map(recorder.record),
    secretKeys: [secretKey],
    onRun: ({ runId, workflowId, status, errorCode, bytes, durationMs }) => {
      const seconds = (durationMs / 1000).toFixed(1);
      log(`${runId}  ${workflowId}  ${errorCode ?? status}  ${bytes} bytes  ${seconds} s`);
    },
  });
  const cutter = createCutter();
  const app = new Hono<{ Bindings: HttpBindings }>();

  // what a product's own backend does: it holds the secret key and hands out single-use tokens
  app.post("/api/stream-token", async (c) => {
    const request = new Request(new URL("/api/v1/token?ttl=60", c.req.url), {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    return workflows.fetch(request);
  });

  app.get("/api/demo/articles", async (c) => c.json(await listArticles()));
  app.get("/api/demo/text", async (c) => c.json(await readDemoText()));
  app.get("/api/demo/runs/:id", (c) => {
    const record = recorder.get(c.req.param("id"));
    return record ? c.json(record) : c.json({ error: "no such run" }, 404);
  });

  app.post("/api/demo/runs/:id/cut", (c) => {
    const refuseMs = Math.min(Math.max(Number(c.req.query("refuseMs")) || 0, 0), 60_000);
    return c.json({ cut: cutter.cut(c.req.param("id"), refuseMs) });
  });

  app.use("/api/v1/*", cutter.middleware);
  app.all("/api/v1/*", (c) => workflows.fetch(c.req.raw));
  app.on("GET", ["/healthz", "/readyz"], (c) => workflows.fetch(c.req.raw));

  app.get("/", (c) => c.redirect("/vue/"));
  app.get("/vue", (c) => c.redirect("/vue/"));
  app.use(
    "/vue/*",
    serveStatic({
      root: fileURLToPath(new URL("../../vue-demo/dist", import.meta.url)),
      rewriteRequestPath: (path) => path.replace(/^\/vue/, ""),
    }),
  );
  return { fetch: (request, bindings) => app.fetch(request, bindings), workflows };
}

/** The public-domain text that stands ready for `summarise`: its first line is its title. */
async function readDemoText(): Promise<{ title: string; text: string }> {
  const file = await readFile(
    new URL("../texts/origin-of-species-introduction.txt", import.meta.url),
    "utf8",
  );
  const lineEnd = file.indexOf("\n");
  return { title: file.slice(0, lineEnd).trim(), text: file.slice(lineEnd).trim() };
}
