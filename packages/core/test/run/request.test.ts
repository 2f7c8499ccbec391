import { createScriptedServer, type SeenRequest } from "@workflow-stream/testing";
import { expect, it, vi } from "vitest";
import type { WorkflowStreamOptions } from "../../src/index.ts";
import { API, optionsFor, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** The one request that a start sends. */
async function sent(
  options: Partial<WorkflowStreamOptions> = {},
  inputs: Record<string, unknown> | undefined = { topic: "tides" },
): Promise<SeenRequest> {
  const server = createScriptedServer({ deltas: ["text"] });
  await settled(streamOf(server, options).start(inputs));
  const [request] = server.requests;
  return request!;
}

it("posts the inputs as a flat JSON object", async () => {
  const { method, url, headers, init } = await sent();
  expect(method).toBe("POST");
  expect(url.href).toMatch(`${API}/run/explain/stream?token=pub_tok_`);
  expect(init.body).toBe('{"topic":"tides"}');
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("accept")).toBe("text/event-stream, text/plain;q=0.5");
});

it("posts to /api/v1 of the page unless told where", async () => {
  const { init, url } = await sent({ baseUrl: undefined });
  expect(url.pathname).toBe("/api/v1/run/explain/stream");
  expect(init.credentials).toBe("same-origin");
});

it("encodes the workflow's id, and takes a base with a slash at its end", async () => {
  const { url } = await sent({ workflowId: "a/b?c", baseUrl: `${API}/` });
  expect(url.pathname).toBe("/api/v1/run/a%2Fb%3Fc/stream");
});

it("makes a Run-Key for each run: an id and a secret of 128 bits each", async () => {
  const keys = await Promise.all([sent(), sent()]);
  const [one, other] = keys.map(({ headers }) => headers.get("run-key"));
  expect(one).toMatch(/^run_[\w-]{22}\.[\w-]{22}$/);
  expect(other).not.toBe(one);
});

it.each<[string, Partial<WorkflowStreamOptions>]>([
  ["without resume", { resume: false }],
  ["to a url", { url: `${API}/run/explain/stream` }],
])("sends no Run-Key %s", async (_, options) => {
  expect((await sent(options)).headers.has("run-key")).toBe(false);
});

it.each<[string, WorkflowStreamOptions["url"]]>([
  ["a string", `${API}/any?x=1`],
  ["a URL", new URL(`${API}/any?x=1`)],
  ["a function", ({ attempt, reason }) => `${API}/any?x=${attempt}&y=${reason}`],
  ["a function of a promise", async () => new URL(`${API}/any?x=1`)],
])("takes %s as url, and adds the token to its query", async (_, url) => {
  const seen = await sent({ url });
  expect(seen.url.pathname).toBe("/api/v1/any");
  expect(seen.url.searchParams.get("x")).toBe("1");
  expect(seen.url.searchParams.get("token")).toMatch(/^pub_tok_/);
});

it.each<[string, WorkflowStreamOptions["headers"]]>([
  ["an object", { "x-tenant": "7" }],
  ["a Headers instance", new Headers({ "x-tenant": "7" })],
  ["a function", () => ({ "x-tenant": "7" })],
  ["a function of a promise", async () => [["x-tenant", "7"]]],
])("takes %s as headers", async (_, headers) => {
  expect((await sent({ headers })).headers.get("x-tenant")).toBe("7");
});

it("lets the user's accept and content type stand", async () => {
  const { headers } = await sent({
    headers: { accept: "text/plain", "content-type": "text/plain" },
  });
  expect(headers.get("accept")).toBe("text/plain");
  expect(headers.get("content-type")).toBe("text/plain");
});

it("passes method and credentials on, and sends no body with a GET", async () => {
  const { method, init } = await sent({ url: `${API}/any`, method: "GET", credentials: "include" });
  expect([method, init.credentials, init.body]).toEqual(["GET", "include", undefined]);
});

it("uses the global fetch of the time of the request by default", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const stream = streamOf(server, { fetch: undefined });
  vi.stubGlobal("fetch", server.fetch);
  expect(await settled(stream.start())).toMatchObject({ status: "done" });
});

it.each<[string, WorkflowStreamOptions["inputs"], string]>([
  ["inputs of the options", { topic: "a" }, '{"topic":"a"}'],
  ["what their function gives", () => ({ topic: "b" }), '{"topic":"b"}'],
  ["an empty object", undefined, "{}"],
])("sends %s when start is given none", async (_, inputs, body) => {
  const server = createScriptedServer({ deltas: ["text"] });
  await settled(streamOf(server, { inputs }).start());
  expect(server.requests[0]!.init.body).toBe(body);
});

it("takes an event for no inputs, as a click handler passes one", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const stream = streamOf(server, { inputs: { topic: "a" } });
  const { start } = stream as { start: (event: unknown) => ReturnType<typeof stream.start> };
  await settled(start(new Event("click")));
  expect(server.requests[0]!.init.body).toBe('{"topic":"a"}');
});

it.each(["url", "headers"] as const)("a %s function that throws ends the run", async (name) => {
  const server = createScriptedServer({ deltas: ["text"] });
  const cause = new Error("no such tenant");
  const options = {
    [name]: () => {
      throw cause;
    },
  };
  const { error } = await settled(streamOf(server, options).start());
  expect(error).toMatchObject({ phase: "token", cause });
  expect(server.requests).toHaveLength(0);
});

it("needs a workflowId or a url", async () => {
  const { createWorkflowStream } = await import("../../src/index.ts");
  const { workflowId: _, ...rest } = optionsFor(createScriptedServer({ deltas: [] }));
  expect(() => createWorkflowStream(rest as WorkflowStreamOptions)).toThrow(TypeError);
});

it("needs no AbortSignal.any, which older browsers lack", async () => {
  const { any } = AbortSignal;
  Reflect.deleteProperty(AbortSignal, "any");
  try {
    const server = createScriptedServer({ deltas: ["text"] });
    expect(await settled(streamOf(server).start())).toMatchObject({ status: "done" });
  } finally {
    Object.assign(AbortSignal, { any });
  }
});

it("a runtime whose responses have no body to read is unsupported", async () => {
  const fetch = async (): Promise<Response> =>
    Object.defineProperty(new Response("text"), "body", { value: undefined });
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch });
  const { error } = await settled(stream.start());
  expect(error).toMatchObject({ code: "unsupported", phase: "body", retryable: false });
});
