import { once } from "node:events";
import { request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDemoApp } from "../src/app.ts";

const app = createDemoApp({
  secretKey: "sk_demo_of_a_test_only",
  host: "127.0.0.1",
  wordsPerSecond: 0,
  log: () => {},
});
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createAdaptorServer({
    fetch: (request, bindings) => app.fetch(request, bindings as HttpBindings),
    hostname: "localhost",
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

/** Sends a request with any headers, also those that `fetch` keeps to itself. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(origin + path, { method, headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
    });
    request.on("error", reject).end();
  });
}

test.each([
  "evil.example",
  "evil.example:4000",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "0.0.0.0",
])("while it listens on loopback, %s is no name of it", async (host) => {
  for (const [method, path] of [
    ["POST", "/api/stream-token"],
    ["POST", "/api/v1/run/explain/stream"],
    ["GET", "/"],
    ["GET", "/api/demo/articles"],
  ] as const) {
    expect((await send(method, path, { host })).status).toBe(403);
  }
});

test.each(["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])("%s is one", async (host) => {
  const { port } = new URL(origin);
  expect((await send("POST", "/api/stream-token", { host: `${host}:${port}` })).status).toBe(200);
});

test("what other machines may reach has any name", async () => {
  const open = createDemoApp({
    secretKey: "sk_demo",
    host: "0.0.0.0",
    wordsPerSecond: 0,
    log: () => {},
  });
  const request = new Request("http://demo.example/api/stream-token", { method: "POST" });
  const bindings = { incoming: { socket: {} } } as unknown as HttpBindings;
  expect((await open.fetch(request, bindings)).status).toBe(200);
  await open.workflows.close({ graceMs: 0 });
});

test.each([
  ["same-origin", {}, 200],
  ["same-site", {}, 403],
  ["cross-site", {}, 403],
  ["none", {}, 403],
  ["cross-site", { origin: "self" }, 403],
  ["", {}, 403],
  [undefined, {}, 200],
  [undefined, { origin: "self" }, 200],
  [undefined, { origin: "https://evil.example" }, 403],
  [undefined, { origin: "null" }, 403],
] as const)("a token for Sec-Fetch-Site %s with %o: %i", async (site, given, status) => {
  const headers = {
    ...(site !== undefined && { "sec-fetch-site": site }),
    ...("origin" in given && { origin: given.origin === "self" ? origin : given.origin }),
  };
  expect((await send("POST", "/api/stream-token", headers)).status).toBe(status);
});

test.each([
  "/",
  "/vue/",
  "/react",
  "/assets/none.js",
  "/nothing",
  "/api/demo/articles",
  "/healthz",
])("%s can't be framed, and is what it says it is", async (path) => {
  const { headers } = await send("GET", path);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toContain("default-src 'self'");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe");
});
