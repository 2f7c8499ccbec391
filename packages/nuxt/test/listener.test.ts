import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { defineWorkflow } from "@workflow-stream/server";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { createListener, type WorkflowsExport } from "../src/runtime/listener.ts";

const SECRET_KEY = "sk_test_0123456789abcdef0123456789abcdef";
const greet = defineWorkflow({
  id: "greet",
  inputs: z.object({}),
  async *run() {
    yield "Hello, reader.";
  },
});
let server: Server | undefined;

async function serve(exported: WorkflowsExport, secretKey?: string): Promise<string> {
  const { listener, serves } = createListener(exported, { basePath: "/texts", secretKey });
  server = createServer((req, res) => {
    serves({ node: { req } });
    listener(req, res);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => void server?.closeAllConnections());
afterEach(() => void server?.close());

const run = (origin: string, from: string): Promise<Response> =>
  fetch(`${origin}/texts/run/greet/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: from },
    body: "{}",
  });

it("writes to the app's own pages whom authorize knows, without a key", async () => {
  const origin = await serve({ workflows: [greet], authorize: () => "everyone" });
  const response = await run(origin, origin);
  expect(await response.text()).toContain("Hello, reader.");
  expect((await run(origin, "https://elsewhere.example")).status).toBe(403);
  expect((await fetch(`${origin}/texts/readyz`)).status).toBe(200);
});

it("hands the app's own event to authorize", async () => {
  const contexts: unknown[] = [];
  const origin = await serve({
    workflows: [greet],
    authorize: (_request, { context }) => {
      contexts.push(context);
      return "everyone";
    },
  });
  await (await run(origin, origin)).text();
  expect(contexts).toEqual([{ node: { req: expect.objectContaining({ method: "POST" }) } }]);
});

it("takes an array of workflows, with the key of the environment", async () => {
  const origin = await serve([greet], SECRET_KEY);
  expect((await run(origin, origin)).status).toBe(401);
  expect((await fetch(`${origin}/texts/readyz`)).status).toBe(200);
});

it("is not ready without authorize and without a key", async () => {
  const origin = await serve([greet]);
  expect((await fetch(`${origin}/texts/readyz`)).status).toBe(503);
});
