import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { createWorkflowServer } from "@workflow-stream/server";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { listen } from "./listen.ts";
import { createWorkflows } from "./workflows.ts";

export const secretKey = "sk_interop";

/** Our server, on Node and a real socket, with the token route a product's backend would have. */
export interface OurServer {
  readonly origin: string;
  /** Asks our own `/token`, as a backend does. */
  token(): Promise<string>;
  /** How many runs of `endless` have heard that they are aborted. */
  readonly aborts: number;
  close(): Promise<void>;
}

export async function startOurServer(): Promise<OurServer> {
  let aborts = 0;
  const server = createWorkflowServer({
    workflows: createWorkflows(() => aborts++),
    secretKeys: [secretKey],
    onError() {},
  });
  const app = new Hono();
  app.use("/backend/*", cors());
  app.post("/backend/token", () =>
    server.fetch(
      new Request("http://localhost/api/v1/token?ttl=60", {
        headers: { authorization: `Bearer ${secretKey}` },
      }),
    ),
  );
  app.get("/backend/aborts", (c) => c.json({ aborts }));
  app.all("/api/v1/*", (c) => server.fetch(c.req.raw));

  // A workflow that fails midway breaks its connection on purpose, and the adapter prints that.
  const http = createAdaptorServer({ fetch: app.fetch }) as Server;
  const { origin, close } = await listen(http);
  return {
    origin,
    get aborts() {
      return aborts;
    },
    async token() {
      const response = await fetch(`${origin}/backend/token`, { method: "POST" });
      return ((await response.json()) as { token: string }).token;
    },
    async close() {
      await server.close({ graceMs: 0 });
      await close();
    },
  };
}
