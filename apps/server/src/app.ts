import type { HttpBindings } from "@hono/node-server";
import {
  createWorkflowServer,
  WorkflowError,
  type WorkflowServer,
  type WorkflowServerOptions,
} from "@workflow-stream/server";
import { Hono } from "hono";
import { createBadLine } from "./badLine.ts";
import { createCutter } from "./cut.ts";
import { listArticles } from "./explain/explain.ts";
import { isFromOwnPage, requireOwnName, withPageHeaders } from "./guards.ts";
import { createLures } from "./lures.ts";
import { createPages } from "./pages.ts";
import { createRecorder } from "./record.ts";
import { readSampleText } from "./texts.ts";
import { createTrafficCounter } from "./traffic.ts";
import { busyApi } from "./troubles.ts";
import { createWorkflows } from "./workflows.ts";

/** The demo: the workflow API, the backend routes a product would have, and the pages. */
export interface DemoApp {
  readonly fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>;
  readonly workflows: WorkflowServer;
}

/** Where the runs are kept, and how long they go on unread. */
export type Keeping = Pick<WorkflowServerOptions, "store" | "detachedGraceMs" | "detachedMs">;

const maxRefuseMs = 60_000;

/** Makes the demo's app. `wordsPerSecond` is how fast the workflows answer. */
export function createDemoApp({
  secretKey,
  host,
  wordsPerSecond,
  keeping = {},
  log,
}: {
  secretKey: string;
  /** What it listens on. */
  host: string;
  wordsPerSecond: number;
  keeping?: Keeping;
  log: (line: string) => void;
}): DemoApp {
  const recorder = createRecorder();
  const traffic = createTrafficCounter();
  const cutter = createCutter();
  const workflows = createWorkflowServer({
    ...keeping,
    workflows: createWorkflows(wordsPerSecond).map(recorder.record),
    secretKeys: [secretKey],
    // what a workflow of the demo fails with on purpose is no news
    onError: (error) => void (error instanceof WorkflowError || console.error(error)),
    onRun: ({ runId, workflowId, status, errorCode, bytes, durationMs }) => {
      const seconds = (durationMs / 1000).toFixed(1);
      log(`${runId}  ${workflowId}  ${errorCode ?? status}  ${bytes} bytes  ${seconds} s`);
    },
  });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(withPageHeaders);
  app.use(requireOwnName(host));

  // what a product's own backend does: it holds the secret key and hands out single-use tokens
  app.post("/api/stream-token", async (c) => {
    if (!isFromOwnPage(c.req.raw)) return c.json({ error: "not a page of this site" }, 403);
    const request = new Request(new URL("/api/v1/token?ttl=60", c.req.url), {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    return workflows.fetch(request);
  });

  app.get("/api/demo/articles", async (c) => c.json(await listArticles()));
  app.get("/api/demo/text", async (c) => c.json(await readSampleText()));
  app.get("/api/demo/runs/:id", (c) => {
    const id = c.req.param("id");
    const record = recorder.get(id);
    if (!record) return c.json({ error: "no such run" }, 404);
    return c.json({ ...record, bytes: Buffer.byteLength(record.text), ...traffic.of(id) });
  });

  app.post("/api/demo/runs/:id/cut", (c) => {
    const refuseMs = Math.min(Math.max(Number(c.req.query("refuseMs")) || 0, 0), maxRefuseMs);
    return c.json({ cut: cutter.cut(c.req.param("id"), refuseMs) });
  });

  app.use("/api/*", traffic.middleware);
  app.route("/api/demo/busy", busyApi);
  const badLine = { pieceBytes: 7, cutAfterMs: 4500, refuseMs: 1500 };
  app.route("/", createBadLine(workflows.fetch, "/api/demo/bad-line", badLine));

  app.route("/", createLures("/api/demo/lures"));

  app.use("/api/v1/*", cutter.middleware);
  app.all("/api/v1/*", (c) => workflows.fetch(c.req.raw, c.env));
  app.on("GET", ["/healthz", "/readyz"], (c) => workflows.fetch(c.req.raw));

  app.route("/", createPages());
  return { fetch: (request, bindings) => app.fetch(request, bindings), workflows };
}
