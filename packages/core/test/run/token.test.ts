import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import {
  createWorkflowStream,
  type RequestContext,
  streamWorkflow,
  type WorkflowStreamOptions,
} from "../../src/index.ts";
import { API, posts, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

type TokenOption = WorkflowStreamOptions["token"];

describe("a token", () => {
  it.each<[string, (server: ScriptedServer) => TokenOption]>([
    ["a string", (server) => server.token().token],
    ["a function of a string", (server) => () => server.token().token],
    ["a function of an endpoint's answer", (server) => server.token],
    ["a promise of one", (server) => async () => server.token()],
    ["an answer whose ttl is null", (server) => () => ({ ...server.token(), ttl: null })],
    ["an answer whose ttl is a string", (server) => () => ({ ...server.token(), ttl: "60" })],
  ])("may be %s", async (_, tokenOf) => {
    const server = createScriptedServer({ deltas: ["text"] });
    const result = await settled(streamOf(server, { token: tokenOf(server) }).start());
    expect(result).toMatchObject({ status: "done", text: "text" });
  });

  it.each<[string, unknown, string, string | undefined]>([
    [
      "a refusal",
      { success: false, error: "No credit left", code: "billing" },
      "No credit left",
      "billing",
    ],
    ["a refusal with an object", { error: { message: "No", code: "x" } }, "No", "x"],
    ["an empty string", "", "token", undefined],
    ["nothing", undefined, "token", undefined],
    ["null", null, "token", undefined],
    ["a number", { token: 7 }, "token", undefined],
  ])(
    "that is %s ends as token_failed, with what was said",
    async (_, answer, message, serverCode) => {
      const server = createScriptedServer({ deltas: ["text"] });
      const { error } = await settled(streamOf(server, { token: () => answer as string }).start());
      expect(error).toMatchObject({ code: "token_failed", phase: "token", serverCode });
      expect(error?.message).toContain(message);
      expect(server.requests).toHaveLength(0);
    },
  );

  it("whose function throws ends as token_failed, with the cause", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    const cause = new Error("backend is down");
    for (const token of [
      () => Promise.reject(cause),
      () => {
        throw cause;
      },
    ]) {
      const { error } = await settled(streamOf(server, { token }).start());
      expect(error).toMatchObject({ code: "token_failed", cause });
      expect(error?.message).toContain("backend is down");
    }
  });

  it("stands in the query by default, encoded", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    await settled(streamOf(server, { token: "a+b&c=d#e" }).start());
    expect(posts(server)[0]!.url.href).toBe(`${API}/run/explain/stream?token=a%2Bb%26c%3Dd%23e`);
  });

  it("stands in the header alone if asked", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    const result = await settled(streamOf(server, { tokenIn: "header" }).start());
    const [{ url, headers }] = posts(server) as [ReturnType<typeof posts>[number]];
    expect(result.status).toBe("done");
    expect(headers.get("authorization")).toMatch(/^Bearer pub_tok_/);
    expect(url.search).toBe("");
  });

  it("is asked for with the number of the try and its reason", async () => {
    const faults: Fault[] = [
      { kind: "refuse", status: 503 },
      { kind: "refuse", status: 401 },
    ];
    const server = createScriptedServer({ deltas: ["text"], faults });
    const asked: RequestContext[] = [];
    const token = (context: RequestContext): ReturnType<typeof server.token> => {
      asked.push(context);
      return server.token();
    };
    await settled(streamOf(server, { token }).start());
    expect(asked.map(({ attempt, reason }) => [attempt, reason])).toEqual([
      [1, "start"],
      [2, "retry"],
      [3, "rejected"],
    ]);
    expect(asked.every(({ signal }) => signal instanceof AbortSignal)).toBe(true);
  });
});

describe("an answer in place of a token", () => {
  const page = "<!doctype html><title>Sign in</title>";
  const html = { "content-type": "text/html" };

  it.each<[string, Response, object]>([
    [
      "a 401 with its words",
      Response.json({ detail: "Signed out", code: "session" }, { status: 401 }),
      { code: "unauthorized", message: "Signed out", serverCode: "session", retryable: false },
    ],
    [
      "a 429 with its Retry-After",
      new Response("{}", { status: 429, headers: { "retry-after": "7" } }),
      { code: "rate_limited", retryAfterMs: 7000, message: "Answered 429", retryable: true },
    ],
    ["a 402", new Response(null, { status: 402 }), { code: "billing", status: 402 }],
    ["a 403", new Response(null, { status: 403 }), { code: "forbidden", status: 403 }],
    [
      "a 404",
      new Response("Not Found", { status: 404 }),
      { code: "token_failed", status: 404, message: "Answered 404" },
    ],
    [
      "a 502 of something between",
      new Response(page, { status: 502, headers: { ...html, "retry-after": "1" } }),
      { code: "token_failed", status: 502, hint: "html_page", retryAfterMs: 1000 },
    ],
    [
      "a page to sign in",
      new Response(page, { headers: html }),
      { code: "token_failed", message: 'Answered "Sign in"', hint: "html_page" },
    ],
    ["nothing", new Response(null), { code: "token_failed", phase: "token" }],
    [
      "a refusal with status 200",
      Response.json({ success: false, error: "No credit left" }),
      { code: "token_failed", message: "No credit left" },
    ],
    ["half a token", new Response('{"token":"pub_tok_1'), { code: "token_failed" }],
  ])("%s is kept, and nothing is sent", async (_, answer, expected) => {
    const server = createScriptedServer({ deltas: ["text"] });
    const { error } = await settled(streamOf(server, { token: () => answer }).start());
    expect(error).toMatchObject({ phase: "token", ...expected });
    expect(error?.message).not.toContain("pub_tok_1");
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    ["an object", (server: ScriptedServer) => Response.json(server.token())],
    ["a text as JSON", (server: ScriptedServer) => Response.json(server.token().token)],
  ])("with %s has the token", async (_, answerOf) => {
    const server = createScriptedServer({ deltas: ["text"] });
    const result = await settled(streamOf(server, { token: async () => answerOf(server) }).start());
    expect(result).toMatchObject({ status: "done", text: "text" });
  });

  it("whose body never comes is given up after 5 s, and when the run is stopped", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    const silent = (): Response => new Response(new ReadableStream());
    const { error } = await settled(streamOf(server, { token: silent }).start());
    expect(error).toMatchObject({ code: "token_failed", phase: "token" });
    const stream = streamOf(server, { token: silent });
    const result = stream.start();
    stream.stop();
    expect(await settled(result)).toMatchObject({ status: "stopped" });
  });
});

describe("tokenUrl", () => {
  /** A page whose backend hands out tokens. */
  function pageOf(server: ScriptedServer): { fetch: typeof fetch; asked: RequestInit[] } {
    const asked: RequestInit[] = [];
    return {
      asked,
      fetch(input, init = {}) {
        if (String(input) !== "/api/stream-token") return server.fetch(input, init);
        asked.push(init);
        return Promise.resolve(Response.json(server.token()));
      },
    };
  }

  it("is posted the workflow for each new try, with the page's cookies as asked", async () => {
    const faults: Fault[] = [{ kind: "refuse", status: 401 }];
    const server = createScriptedServer({ deltas: ["text"], faults });
    const { asked, fetch } = pageOf(server);
    const options = { token: undefined, tokenUrl: "/api/stream-token", fetch } as const;
    const stream = streamOf(server, { ...options, credentials: "include" });
    expect(await settled(stream.start())).toMatchObject({ status: "done" });
    expect(asked).toHaveLength(2);
    const { signal, ...init } = asked[0]!;
    expect(signal).toBeInstanceOf(AbortSignal);
    expect(init).toEqual({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"workflow":"explain"}',
      credentials: "include",
    });
  });

  it("that can't be reached ends as token_failed, with the cause", async () => {
    const cause = new TypeError("Failed to fetch");
    const server = createScriptedServer({ deltas: ["text"] });
    const fetch = (): Promise<never> => Promise.reject(cause);
    const options = { token: undefined, tokenUrl: new URL("http://page.test/token"), fetch };
    const { error } = await settled(streamOf(server, options).start());
    expect(error).toMatchObject({ code: "token_failed", phase: "token", cause });
  });

  it("beside token is a TypeError", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    const both = { workflowId: "explain", token: "a", tokenUrl: "/token", fetch: server.fetch };
    expect(() => createWorkflowStream(both)).toThrow(TypeError);
    await expect(streamWorkflow(both).next()).rejects.toThrow(TypeError);
    expect(server.requests).toHaveLength(0);
  });
});

describe("a token that is good for one try", () => {
  const literal = "pub_tok_literal";
  it.each<[string, Partial<WorkflowStreamOptions>]>([
    ["a string", { token: literal }],
    ["in a string url", { token: undefined, url: `${API}/run/explain/stream?token=${literal}` }],
    ["in a URL", { token: undefined, url: new URL(`${API}/run/explain/stream?token=${literal}`) }],
  ])("%s, ends a second start as token_spent without a request", async (_, options) => {
    const server = createScriptedServer({ deltas: ["text"] });
    const stream = streamOf(server, options);
    const first = await settled(stream.start());
    const again = await settled(stream.start());
    expect(first.error?.code).toBe("token_spent");
    expect(again).toMatchObject({
      status: "error",
      error: { code: "token_spent", phase: "token" },
    });
    expect(server.requests).toHaveLength(1);
  });

  it("is still good after a run that was stopped before it was sent", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    const stream = streamOf(server, { token: server.token().token });
    const stopped = stream.start({ topic: "tides" });
    const second = stream.start({ topic: "moons" });
    expect(await settled(stopped)).toMatchObject({ status: "stopped" });
    expect(await settled(second)).toMatchObject({ status: "done" });
    expect(server.requests).toHaveLength(1);
  });

  it("may be replaced by another", async () => {
    const server = createScriptedServer({ deltas: ["text"] });
    let token = server.token().token;
    const stream = streamOf(server, () => ({ token }));
    expect(await settled(stream.start())).toMatchObject({ status: "done" });
    token = server.token().token;
    expect(await settled(stream.start())).toMatchObject({ status: "done" });
  });
});

it("a 401 where nothing can be asked anew is final", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const { error } = await settled(streamOf(server, { token: undefined }).start());
  expect(error?.code).toBe("unauthorized");
  expect(server.requests).toHaveLength(1);
});

it("a literal token is good as long as nothing was sent", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const stream = streamOf(server, { token: server.token().token });
  const first = stream.start();
  stream.stop();
  expect(await settled(stream.start())).toMatchObject({ status: "done", text: "text" });
  expect(await settled(first)).toMatchObject({ status: "stopped" });
  expect(posts(server)).toHaveLength(1);
  expect(await settled(stream.start())).toMatchObject({ error: { code: "token_spent" } });
});
