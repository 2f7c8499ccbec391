import { request as httpRequest } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import * as fc from "fast-check";
import { expect, it, onTestFinished, vi } from "vitest";
import { acceptsByName } from "../src/negotiate.ts";
import type { Usage, WorkflowContext } from "../src/workflow.ts";
import {
  asBackend,
  base,
  explain,
  newRunKey,
  says,
  secretKey,
  setup,
  until,
  type Setup,
} from "./support.ts";

const statuses = new Set([200, 204, 400, 401, 403, 404, 409, 413, 422, 429, 502, 504]);
const codes = new Set(
  (
    "invalid_json invalid_offset unauthorized token_invalid origin_denied scope_denied workflow_not_found " +
    "run_not_found not_found offset_beyond_end body_too_large invalid_input rate_limited workflow_failed"
  ).split(" "),
);
const mine = newRunKey();
const wrongSecret = `${mine.id}.${"x".repeat(22)}`;
const failing = {
  ...says("failing"),
  run: (): never => {
    throw new Error("SECRET of the workflow");
  },
};

// What is nearly right finds more than what is random; both are tried.
const headerValue = fc.oneof(
  fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
  fc.constantFrom(mine.key, wrongSecret, `${mine.key}.x`, mine.id, "0", "4", "-1", "1e3", "*/*"),
  fc.constantFrom(`Bearer ${secretKey}`, "Bearer pub_tok_x", "Bearer", "Basic eDp5", "bearer  sk_"),
  fc.constantFrom("text/event-stream", "application/problem+json", "text/plain;q=0", "text/*;q=x"),
  fc.constantFrom("https://page.test", "null", "gzip", "1.1.1.1, 2.2.2.2", "2001:db8::/x"),
);
const headerName = fc.constantFrom(
  "run-key",
  "last-event-id",
  "accept",
  "authorization",
  "origin",
  "content-type",
  "x-forwarded-for",
  "range",
  "if-none-match",
  "access-control-request-method",
  "x-http-method-override",
);
const header = fc.tuple(headerName, headerValue);
const segment = fc.oneof(
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
  fc.stringMatching(/^[\w%.~-]{0,20}$/),
  fc.constantFrom("explain", "say", "failing", mine.id, newRunKey().id, "run_", mine.key, "x%7Dy"),
  fc.constantFrom("token", "run", "runs", "stream", "..", ".", "%2e%2e", "%zz", "%00", "__proto__"),
);
const value = fc.oneof(
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
  fc.integer({ min: -5, max: 30 }).map(String),
  fc.constantFrom("", "sse", "NaN", "1e9", "0x4", "00", "9007199254740993", "explain", "%"),
);
const parameter = fc.oneof(
  fc.tuple(fc.constantFrom("offset", "format", "ttl", "workflow", "token", "x"), value),
  fc.tuple(fc.constant("offset"), fc.integer({ min: 0, max: 30 }).map(String)),
);
const scope = fc.dictionary(
  fc.constantFrom("ttl", "workflow", "origin", "inputs", "maxRunSeconds", "__proto__", "x"),
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("explain", "https://page.test", 5, null)),
);
const real = fc.constantFrom(
  ["GET", "/token"],
  ["POST", "/token"],
  ["POST", "/run/explain"],
  ["POST", "/run/failing"],
  ["POST", "/run/explain/stream"],
  ["POST", "/run/say/stream"],
  ["GET", `/runs/${mine.id}`],
  ["GET", `/runs/${mine.id}/stream`],
  ["DELETE", `/runs/${mine.id}`],
);
const unreal = fc.tuple(
  fc.constantFrom("GET", "POST", "DELETE", "PUT", "OPTIONS", "HEAD", "PATCH"),
  fc.oneof(
    fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join("/")}`),
    segment.map((id) => `/run/${id}`),
    segment.map((id) => `/run/${id}/stream`),
    segment.map((id) => `/runs/${id}`),
    segment.map((id) => `/runs/${id}/stream`),
    fc.constantFrom(`/runs/${mine.id}`, `/runs/${mine.id}/stream`, "/token", "/healthz", "/readyz"),
  ),
);
const visit = fc.record({
  target: fc.oneof({ weight: 3, arbitrary: real }, { weight: 2, arbitrary: unreal }),
  query: fc
    .array(parameter, { maxLength: 3 })
    .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join("&")),
  headers: fc.array(header, { maxLength: 4 }),
  credentials: fc.constantFrom({}, asBackend, { "run-key": mine.key }),
  scope: fc.constantFrom(undefined, {}, { workflow: "say" }, { origin: "https://page.test" }),
  body: fc.oneof(
    fc.constantFrom("", "{}", `{"topic":"x"}`, "[".repeat(10_000), `"${"x".repeat(3_000)}"`),
    fc.constantFrom(
      `{"topic":1e999}`,
      `{"inputs":{"a":[-1e400]}}`,
      `{"a":[${"{},".repeat(500)}1]}`,
    ),
    fc.constantFrom(`{"${"\\u0001".repeat(300)}":1e999}`, `{"topic":${"[".repeat(120)}1`),
    scope.map((members) => JSON.stringify(members)),
    fc.json(),
    fc.uint8Array({ maxLength: 60 }),
  ),
});

type Visit = typeof visit extends fc.Arbitrary<infer Value> ? Value : never;

/** The request of a visit, with a token if it is to have one. */
async function prepare(
  { target, query, headers, credentials, scope, body }: Visit,
  token: Setup["token"],
) {
  const [method = "", path = ""] = target;
  const all = new Headers(credentials);
  for (const [name, text] of headers) all.set(name, text);
  const given = scope ? [`token=${await token(scope)}`] : [];
  const search = [query, ...given].filter(Boolean).join("&");
  const url = new URL(`${base}${path}${search ? `?${search}` : ""}`);
  return { method, url, headers: all, body: ["GET", "HEAD"].includes(method) ? null : body };
}

const seen = new Set<number>();

/** What holds of every answer there is. */
async function check(answer: Response, method: string, path: string, accept: string | null) {
  const { status, headers } = answer;
  seen.add(status);
  const text = await answer.text();
  expect(statuses).toContain(status);
  expect(headers.get("cache-control")).toMatch(/^no-store/);
  expect(text).not.toMatch(/SECRET|^ +at |node_modules|\.ts:\d/m);
  expect(headers.has("access-control-allow-credentials")).toBe(false);
  if (/^\/(token|run\/[^/]+)$/.test(path)) {
    expect(headers.has("access-control-allow-origin")).toBe(false);
  }
  if (status === 429) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  if (status === 401) expect(headers.get("www-authenticate")).toBe("Bearer");
  if (status < 400 || method === "HEAD") return;
  expect(text.length).toBeLessThan(16_000);

  const request = new Request(base, { headers: accept ? { accept } : {} });
  const asProblem = acceptsByName(request, "application/problem+json");
  expect(headers.get("content-type")).toBe(
    asProblem ? "application/problem+json" : "application/json",
  );
  const body = JSON.parse(text) as { code: string; errors?: { pointer: string }[] };
  expect(body).toMatchObject({ type: "about:blank", status, success: false });
  expect(codes).toContain(body.code);
  if (status === 422) {
    expect(body.errors?.length).toBeGreaterThan(0);
    for (const { pointer } of body.errors ?? []) expect(pointer).toMatch(/^(\/|$)/);
  }
}

async function withRun(options: Parameters<typeof setup>[1]): Promise<Setup> {
  const made = setup([explain, says("say", "aé日😀"), failing], options);
  await (await made.run("say", { headers: mine.headers })).text();
  return made;
}

it.each([
  ["without limits", false, 2_500],
  [
    "with limits",
    { failuresPerMinute: 20, streamsPerMinute: 20, tokensPerMinute: 3_000, attachesPerMinute: 20 },
    800,
  ],
] as const)(
  "whatever comes, %s, the answer is one of the protocol",
  async (_, limits, numRuns) => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warned.mockRestore());
    const { call, token, errors } = await withRun({
      limits,
      maxBodyBytes: 2_000,
      maxBodyValues: 200,
    });

    await fc.assert(
      fc.asyncProperty(visit, async (given) => {
        const { method, url, headers, body } = await prepare(given, token);
        const answer = await call(url.href, { method, headers, body });
        await check(answer, method, url.pathname.slice(7), headers.get("accept"));
      }),
      { numRuns, timeout: 5_000 },
    );
    for (const error of errors) expect(error).toEqual(new Error("SECRET of the workflow"));
    // Else it would have asked for too little.
    expect([...seen]).toEqual(
      expect.arrayContaining([200, 204, 400, 401, 403, 404, 409, 422, 502]),
    );
  },
  60_000,
);

it("deep nesting is refused where it would be walked, with a pointer to it", async () => {
  const { call, token, run } = setup();
  const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  const errors = [{ pointer: "/a~1b", detail: "Nested deeper than 100 levels." }];
  for (const levels of [101, 9_000]) {
    const body = `{"topic":"x","a/b":${deep(levels)}}`;
    const asked = await call("/token", { method: "POST", headers: asBackend, body });
    expect(asked.status).toBe(422);
    expect(await asked.json()).toMatchObject({ code: "invalid_input", errors });
    const started = await run("explain", { token: await token(), body });
    expect(await started.json()).toMatchObject({ status: 422, errors });
  }
  const inputs = `{"topic":"x","list":${deep(99)}}`;
  const scoped = await call("/token", {
    method: "POST",
    headers: asBackend,
    body: `{"inputs":${inputs}}`,
  });
  const { token: value } = (await scoped.json()) as { token: string };
  expect((await run("explain", { token: value, body: inputs })).status).toBe(200);
});

it("whatever a workflow yields, throws or reports, its run ends and its status is told", async () => {
  type Step = { readonly what: "yield" | "throw" | "report"; readonly value: unknown };
  let steps: readonly Step[] = [];
  const odd = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
  const step = fc.record({
    what: fc.constantFrom("yield", "yield", "report", "throw"),
    value: fc.oneof(
      fc.string({ unit: "binary" }),
      odd,
      odd.map((value) => new Error("x", { cause: value })),
    ),
  });
  const scripted = {
    ...says("scripted"),
    async *run(_inputs: unknown, { reportUsage }: WorkflowContext) {
      for (const { what, value } of steps) {
        if (what === "throw") throw value;
        if (what === "yield") yield value as string;
        else reportUsage(value as Usage);
      }
    },
  };
  const { run, call } = setup([scripted]);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (given) => {
      steps = given as Step[];
      const { headers, id } = newRunKey();
      const answer = await run("scripted", {
        headers: { ...headers, accept: "text/event-stream" },
      });
      expect([200, 502]).toContain(answer.status);
      await answer.text();
      const status = await call(`/runs/${id}`, { headers });
      expect(status.status).toBe(200);
      expect(await status.json()).toMatchObject({
        status: expect.stringMatching(/^(done|failed)$/),
      });
    }),
    { numRuns: 500, timeout: 5_000 },
  );
}, 60_000);

it("over HTTP too, whatever comes is answered, and the server goes on", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => logged.mockRestore());
  const { server, token } = await withRun({ maxBodyBytes: 2_000, maxBodyValues: 200 });
  const http = serve({ fetch: server.fetch, port: 0, hostname: "127.0.0.1" });
  onTestFinished(() => void http.close());
  await until(() => http.listening);
  const { port } = http.address() as AddressInfo;

  const send = (method: string, path: string, headers: Headers, body: string | Uint8Array | null) =>
    new Promise<Response>((resolve, reject) => {
      const sent = httpRequest({ port, host: "127.0.0.1", method, path, timeout: 5_000 });
      for (const [name, text] of headers) sent.setHeader(name, text);
      sent.on("timeout", () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
      sent.on("error", reject);
      sent.on("response", (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const status = answer.statusCode ?? 0;
          const headers = Object.entries(answer.headers).map(([name, text]) => [name, `${text}`]);
          const init = { status, headers: headers as [string, string][] };
          resolve(new Response(status === 204 ? null : Buffer.concat(chunks), init));
        });
      });
      if (body === null) return sent.end();
      // Without a length Node sends the body of some methods bare, and it would be read as the next request.
      sent.setHeader("content-length", Buffer.byteLength(body));
      return sent.end(body);
    });

  await fc.assert(
    fc.asyncProperty(visit, async (given) => {
      const { method, url, headers, body } = await prepare(given, token);
      const answer = await send(method, url.pathname + url.search, headers, body);
      await check(answer, method, url.pathname.slice(7), headers.get("accept"));
    }),
    { numRuns: 500, timeout: 6_000 },
  );

  // Half a request, and then nothing more.
  for (const bytes of [
    "POST /api/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
    `POST /api/v1/run/say/stream?token=${await token()} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"a"`,
    "GET /api/v1/runs/x HTTP/1.1\r\nHost: x\r\n",
  ]) {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
    socket.destroy();
  }
  expect((await send("GET", "/healthz", new Headers(), null)).status).toBe(200);
}, 60_000);
