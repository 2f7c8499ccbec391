import { createAdaptorServer } from "@hono/node-server";
import { createWorkflowServer, memoryStore, type RunReport } from "@workflow-stream/server";
import { redisStore } from "@workflow-stream/server/redis";
import { Hono } from "hono";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerConfig, ServerState } from "./startServer.ts";
import { SECRET_KEY } from "./startServer.ts";
import { workflows } from "./workflows.ts";

// The measured process: a workflow server and, beside it, what Hono does alone. It answers its parent's questions.
const { redisUrl, prefix = "", options } = JSON.parse(process.argv[2] ?? "{}") as ServerConfig;
const ended: Record<RunReport["status"], number> = { done: 0, failed: 0, aborted: 0 };
const errors: Record<string, number> = {};

const ENDLESS_MS = 2 ** 31;
const server = createWorkflowServer({
  workflows,
  secretKeys: [SECRET_KEY],
  store: redisUrl
    ? redisStore({ url: redisUrl, prefix, onError: count })
    : memoryStore({ maxRuns: 1_000_000, maxTokens: 1_000_000, maxBytes: 2 ** 32 }),
  limits: false,
  idleTimeoutMs: ENDLESS_MS,
  maxRunMs: ENDLESS_MS,
  onRun: ({ status }) => void ended[status]++,
  onError: count,
  ...options,
});

const plainText = { "content-type": "text/plain; charset=utf-8" };
const app = new Hono()
  .get("/bare/json", (c) => c.json({ success: true }))
  .post("/bare/stream", async (c) => {
    await c.req.json();
    return new Response(bareBody(true), { headers: plainText });
  })
  .post("/bare/idle", () => new Response(bareBody(false), { headers: plainText }))
  .all("*", (c) => server.fetch(c.req.raw, c.env as object));

function bareBody(ends: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(body) {
      body.enqueue(new TextEncoder().encode("word"));
      if (ends) body.close();
    },
  });
}

const http = createAdaptorServer({ fetch: app.fetch }) as Server;
// As the command does: no connection is closed just when a client uses it again.
http.keepAliveTimeout = 65_000;
http.listen(0, "127.0.0.1", () => process.send?.((http.address() as AddressInfo).port));

function count(error: unknown): void {
  const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  errors[name] = (errors[name] ?? 0) + 1;
}

async function collectGarbage(): Promise<void> {
  // What a first collection frees may hold what the next one frees.
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function state(): ServerState {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) {
    resources[name] = (resources[name] ?? 0) + 1;
  }
  return {
    rssBytes: rss,
    heapBytes: heapUsed + external,
    cpuMs: (user + system) / 1000,
    resources,
    ended,
    errors,
  };
}

process.on("message", async ({ collect }: { collect: boolean }) => {
  if (collect) await collectGarbage();
  process.send?.(state());
});
process.on("disconnect", () => process.exit());
