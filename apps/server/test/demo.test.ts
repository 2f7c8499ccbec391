import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDemoApp } from "../src/app.ts";

const app = createDemoApp({
  secretKey: "sk_demo_of_a_test_only",
  wordsPerSecond: 0,
  log: () => {},
});
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createAdaptorServer({
    fetch: (request, bindings) => app.fetch(request, bindings as HttpBindings),
  }) as Server;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await app.workflows.close({ graceMs: 0 });
  server.close();
  server.closeAllConnections();
});

const id = (n: number): string => `run_${String(n).padEnd(22, "A")}`;
const runKey = (n: number): string => `${id(n)}.${"B".repeat(22)}`;

async function post(
  workflow: string,
  inputs: object,
  { n, api = "/api/v1" }: { n: number; api?: string },
): Promise<Response> {
  const { token } = await (await fetch(`${origin}/api/stream-token`, { method: "POST" })).json();
  return fetch(`${origin}${api}/run/${workflow}/stream?token=${token}`, {
    method: "POST",
    headers: { "run-key": runKey(n) },
    body: JSON.stringify(inputs),
  });
}

async function resume(n: number, offset: number, api = "/api/v1"): Promise<Response> {
  return fetch(`${origin}${api}/runs/${id(n)}/stream?offset=${offset}`, {
    headers: { "run-key": runKey(n) },
  });
}

async function recordOf(n: number) {
  return (await fetch(`${origin}/api/demo/runs/${id(n)}`)).json();
}

/** What comes of a body until it ends or breaks, and which. */
async function readBytes(response: Response): Promise<{ chunks: Buffer[]; isBroken: boolean }> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk));
    return { chunks, isBroken: false };
  } catch {
    return { chunks, isBroken: true };
  }
}

test("a run that is cut is refused for a while, and then picked up: one token, one run", async () => {
  const reading = readBytes(await post("explain", { topic: "tides", pace: 200 }, { n: 1 }));
  await expect.poll(async () => (await recordOf(1)).bytes).toBeGreaterThan(100);
  const cut = await fetch(`${origin}/api/demo/runs/${id(1)}/cut?refuseMs=300`, { method: "POST" });
  expect(await cut.json()).toEqual({ cut: 1 });
  const { chunks, isBroken } = await reading;
  expect(isBroken).toBe(true);
  await expect(resume(1, 0)).rejects.toThrow("fetch failed");
  const before = Buffer.concat(chunks);
  await new Promise((resolve) => setTimeout(resolve, 350));
  const rest = Buffer.from(await (await resume(1, before.length)).arrayBuffer());
  const { text, status, bytes, tokens, runs, connections } = await recordOf(1);
  expect(Buffer.concat([before, rest]).toString()).toBe(text);
  expect({ status, bytes, tokens, runs, connections }).toEqual({
    status: "done",
    bytes: Buffer.byteLength(text),
    tokens: 1,
    runs: 1,
    connections: 2,
  });
});

test("the bad line passes on small pieces, ends the first answer early, and lets the rest through later", async () => {
  const api = "/api/demo/bad-line";
  const answer = await post("many-scripts", { pace: 30 }, { n: 2, api });
  const { chunks, isBroken } = await readBytes(answer);
  expect(isBroken).toBe(false);
  expect(chunks.some((chunk) => chunk.toString().includes("\uFFFD"))).toBe(true);
  const before = Buffer.concat(chunks);
  await expect(resume(2, before.length, api)).rejects.toThrow("fetch failed");
  await new Promise((resolve) => setTimeout(resolve, 1600));
  const rest = Buffer.concat((await readBytes(await resume(2, before.length, api))).chunks);
  const { text } = await recordOf(2);
  expect(before.length).toBeLessThan(Buffer.byteLength(text));
  expect(Buffer.concat([before, rest]).toString()).toBe(text);
}, 20_000);

test("a burst is as many deltas as were asked for, and whole words", async () => {
  const text = await (await post("burst", { deltas: 5000 }, { n: 3 })).text();
  expect(text.match(/\S+/gu)).toHaveLength(5000);
  expect((await recordOf(3)).text).toBe(text);
});

test("a workflow that fails midway breaks its connection, and is recorded as failed", async () => {
  const { chunks, isBroken } = await readBytes(await post("breaks-off", {}, { n: 4 }));
  expect(isBroken).toBe(true);
  const { status, text } = await recordOf(4);
  expect(status).toBe("failed");
  expect(Buffer.concat(chunks).toString()).toBe(text);
});

test("an empty answer is empty, and the busy API always refuses", async () => {
  expect(await (await post("says-nothing", {}, { n: 5 })).text()).toBe("");
  const busy = await post("explain", { topic: "tea" }, { n: 6, api: "/api/demo/busy" });
  expect(busy.status).toBe(429);
  expect(busy.headers.get("retry-after")).toBe("5");
});

test("nothing is told of a run that is not known", async () => {
  expect((await fetch(`${origin}/api/demo/runs/run_unknown`)).status).toBe(404);
});
