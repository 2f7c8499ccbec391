import { createScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it, vi } from "vitest";
import {
  createWorkflowStream,
  streamWorkflow,
  type WorkflowStreamOptions,
} from "../../src/index.ts";
import { optionsFor, streamOf } from "../support/streams.ts";

const KEY = "sk_live_0123456789";

describe("a secret key in a browser", () => {
  const literal: [string, Partial<WorkflowStreamOptions>][] = [
    ["as token", { token: KEY }],
    ["in the url", { url: `/api/v1/run/explain/stream?token=${KEY}` }],
    ["in a URL", { url: new URL(`/run?key=${KEY}`, location.href) }],
    ["in the headers", { headers: { authorization: `Bearer ${KEY}` } }],
    ["in a Headers instance", { headers: new Headers({ "x-key": KEY }) }],
  ];
  it.each(literal)("given literally %s throws", (_, options) => {
    const server = createScriptedServer({ deltas: ["text"] });
    expect(() => createWorkflowStream(optionsFor(server, options))).toThrow(TypeError);
    expect(() => createWorkflowStream(optionsFor(server, options))).toThrow(/sk_…/);
  });

  it("is not seen in a word that begins like one", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    const stream = streamOf(server, { url: "/story?locale=sk_SK&sort=sk_1" });
    expect(await stream.start()).not.toMatchObject({ error: { hint: "secret_key" } });
    expect(server.requests).toHaveLength(1);
  });

  it("given literally to streamWorkflow throws", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    const reading = streamWorkflow(optionsFor(server, { token: KEY })).next();
    await expect(reading).rejects.toThrow(TypeError);
    expect(server.requests).toHaveLength(0);
  });

  const functions: [string, Partial<WorkflowStreamOptions>][] = [
    ["token function", { token: () => KEY }],
    ["token answer", { token: async () => ({ token: KEY, ttl: 60 }) }],
    ["url function", { url: () => `/run?token=${KEY}` }],
    ["headers function", { headers: () => ({ authorization: `Bearer ${KEY}` }) }],
  ];
  it.each(functions)("from a %s ends as token_failed, and is not sent", async (_, options) => {
    const server = createScriptedServer({ deltas: ["text"] });
    const { error } = await streamOf(server, options).start();
    expect(error).toMatchObject({ code: "token_failed", hint: "secret_key" });
    expect(JSON.stringify(error) + error!.message).not.toContain(KEY);
    expect(server.requests).toHaveLength(0);
  });
});

describe("the hint of a failure that the browser does not explain", () => {
  const fetch = (): Promise<never> => Promise.reject(new TypeError("Failed to fetch"));
  const short = { token: "pub_tok_1", ttl: 0.001 };
  const late = async (): Promise<{ token: string; ttl: number }> => short;
  const slow: typeof globalThis.fetch = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return fetch();
  };
  it.each<[string | undefined, Partial<WorkflowStreamOptions>]>([
    [undefined, { baseUrl: "/api/v1", fetch }],
    ["cors", { token: undefined, fetch }],
    ["cors_or_spent_token", { token: () => "pub_tok_1", fetch }],
    ["token_expired", { token: late, fetch: slow }],
  ])("is %s", async (hint, options) => {
    const server = createScriptedServer({ deltas: [] });
    const { error } = await streamOf(server, { ...options, retries: 0 }).start();
    expect(error).toMatchObject({ code: "network", phase: "connect", hint });
  });
});

it("a request that waits for one of the page's six connections says so", async () => {
  const answer = { headers: { "content-type": "text/event-stream" } };
  const silent: typeof globalThis.fetch = async (_, init) => {
    const body = new ReadableStream({
      start: (controller) =>
        init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason)),
    });
    return new Response(body, answer);
  };
  const server = createScriptedServer({ deltas: [] });
  const streams = Array.from({ length: 6 }, () => streamOf(server, { fetch: silent }));
  for (const stream of streams) void stream.start();
  const fetch = (): Promise<never> => new Promise(() => {});
  const seventh = async (baseUrl?: string): Promise<string | undefined> => {
    const options = { fetch, retries: 0, connectTimeoutMs: 50, ...(baseUrl && { baseUrl }) };
    const { error } = await streamOf(server, options).start();
    expect(error?.code).toBe("connect_timeout");
    return error?.hint;
  };
  await vi.waitFor(() => expect(streams.every((s) => s.getSnapshot().timing.headers)).toBe(true));
  expect(await seventh()).toBe("connections");
  expect(await seventh("http://another.test/api/v1")).toBeUndefined();
  streams[0]!.stop();
  expect(await seventh()).toBeUndefined();
  for (const stream of streams) stream.stop();
});

it("a frame without an address of its own has its parent's", async () => {
  const core = new URL("../../src/index.ts", import.meta.url).href;
  const frame = document.createElement("iframe");
  frame.srcdoc = `<!doctype html><script type="module">
    import { createWorkflowStream } from "${core}";
    const fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    const stream = createWorkflowStream({ workflowId: "explain", fetch, retries: 0 });
    const { error } = await stream.start();
    parent.postMessage([location.href, error.code, error.phase, error.hint], "*");
  </script>`;
  const told = new Promise((resolve) =>
    window.addEventListener("message", ({ source, data }) => {
      if (source === frame.contentWindow) resolve(data);
    }),
  );
  document.body.append(frame);
  expect(await told).toEqual(["about:srcdoc", "network", "connect", undefined]);
  frame.remove();
});
