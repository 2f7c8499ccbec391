import * as fc from "fast-check";
import { expect, it } from "vitest";
import { asBackend, explain, newRunKey, says, setup } from "./support.ts";

const statuses = new Set([200, 204, 400, 401, 403, 404, 409, 413, 422]);
const mine = newRunKey();

// Whatever a header may hold, and what comes close to being right.
const headerValue = fc.oneof(
  fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
  fc.constantFrom(mine.key, `${mine.id}.${"x".repeat(22)}`, "Bearer sk_test", "Bearer pub_tok_x"),
);
const header = fc.tuple(
  fc.constantFrom("run-key", "last-event-id", "accept", "authorization", "origin", "content-type"),
  headerValue,
);
const segment = fc.oneof(
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
  fc.stringMatching(/^[\w%.~-]{0,20}$/),
  fc.constantFrom("explain", "say", mine.id, "token", "run", "runs", "stream", "..", "%zz"),
);
const request = fc.record({
  method: fc.constantFrom("GET", "POST", "DELETE", "PUT", "OPTIONS", "HEAD", "PATCH"),
  path: fc.oneof(
    fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join("/")}`),
    segment.map((id) => `/run/${id}/stream`),
    segment.map((id) => `/runs/${id}`),
    segment.map((id) => `/runs/${id}/stream`),
    fc.constantFrom(`/runs/${mine.id}/stream`, "/run/explain/stream", "/token", "/run/say"),
  ),
  query: fc.oneof(
    fc.constant(""),
    fc.string({ maxLength: 20 }).map((value) => `?offset=${encodeURIComponent(value)}`),
    fc.integer({ min: -5, max: 30 }).map((offset) => `?offset=${offset}&format=sse`),
    fc.string({ maxLength: 30 }).map((value) => `?ttl=${encodeURIComponent(value)}`),
  ),
  headers: fc.array(header, { maxLength: 4 }),
  body: fc.oneof(
    fc.constantFrom("{}", `{"topic":"x"}`, `{"ttl":"x","inputs":{}}`, "[".repeat(10_000)),
    fc.json(),
    fc.uint8Array({ maxLength: 60 }),
  ),
  withToken: fc.boolean(),
});

it("whatever comes, the answer is one the protocol has", async () => {
  const { run, call, token, errors } = setup([explain, says("say", "aé日😀")]);
  await (await run("say", { headers: mine.headers })).text();

  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, headers, body, withToken }) => {
      const init: RequestInit = { method, headers };
      if (!["GET", "HEAD"].includes(method)) init.body = body;
      const given = withToken ? `${query ? "&" : "?"}token=${await token()}` : "";
      const response = await call(path + query + given, init);
      const text = await response.text();
      expect(statuses).toContain(response.status);
      if (response.status >= 400 && method !== "HEAD") {
        expect(JSON.parse(text)).toMatchObject({
          status: response.status,
          success: false,
          code: expect.stringMatching(/^[a-z_]+$/),
        });
      }
    }),
    { numRuns: 3_000 },
  );
  expect(errors).toEqual([]);
}, 60_000);

it("deep nesting is refused where it would be walked", async () => {
  const { call, token, run } = setup();
  const deep = `{"topic":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  const init = { method: "POST", headers: asBackend, body: `{"inputs":${deep}}` };
  expect((await call("/token", init)).status).toBe(422);
  const value = await token({ inputs: { topic: "x" } });
  expect((await run("explain", { token: value, body: deep })).status).toBe(422);
});
