import express from "express";
import fastify from "fastify";
import { createApp, defineEventHandler, fromNodeMiddleware, toNodeListener } from "h3";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { defineWorkflow, type WorkflowServerOptions } from "../../src/index.ts";
import { nodeListener } from "../../src/node.ts";
import { asBackend, handFed, newRunKey, setup, until, type Setup } from "../support.ts";
import { answerTo, fromPage, serving } from "./serving.ts";

const echo = defineWorkflow({
  id: "echo",
  inputs: z.object({ topic: z.unknown().optional() }),
  async *run({ topic }) {
    yield JSON.stringify(topic ?? null);
  },
});
const path = "/api/v1/run/echo/stream";
const post = (body: string, headers: HeadersInit = fromPage): RequestInit => ({
  method: "POST",
  headers,
  body,
});

function app(options: Partial<WorkflowServerOptions> = {}): Setup {
  return setup([echo], { authorize: () => "ada", ...options });
}

describe("in Express", () => {
  it.each<[string, express.RequestHandler, Record<string, string>]>([
    ["json", express.json(), fromPage],
    ["text", express.text({ type: "*/*" }), fromPage],
    ["raw", express.raw({ type: "*/*" }), fromPage],
    ["none that reads", (_request, _response, next) => next(), fromPage],
  ])("what the body parser %s has read is taken", async (_name, parser, headers) => {
    const { server } = app();
    const origin = await serving(express().use(parser).use(nodeListener(server)));
    const response = await fetch(origin + path, post(`{"topic":"café"}`, headers));
    expect(await response.text()).toBe(`"café"`);
    const empty = await fetch(`${origin}/api/v1/token`, { method: "POST", headers: asBackend });
    expect(empty.status).toBe(200);
  });

  it("a parsed body is held to the same bounds", async () => {
    const { server } = app({ maxBodyBytes: 100, maxBodyValues: 20 });
    const origin = await serving(express().use(express.json()).use(nodeListener(server)));
    const deep = `{"topic":${"[".repeat(120)}${"]".repeat(120)}}`;
    for (const [body, code] of [
      [`{"topic":1e999}`, "invalid_input"],
      [`{"topic":"${"x".repeat(100)}"}`, "body_too_large"],
      [`{"topic":[${"1,".repeat(20)}1]}`, "invalid_input"],
      [deep, "invalid_input"],
      ["[]", "invalid_input"],
    ]) {
      const response = await fetch(origin + path, post(body ?? ""));
      expect(await response.json(), body).toMatchObject({ code });
    }
  });

  it("is mounted at its base path by the whole URL, and leaves all other paths alone", async () => {
    const { server } = app();
    const listener = nodeListener(server);
    const routes = express()
      .use("/api/v1", listener)
      .get("/healthz", (_request, response) => void response.send("the app's own"))
      .use((_request, response) => void response.status(404).send("the app's 404"));
    const origin = await serving(routes);
    expect((await fetch(origin + path, post("{}"))).status).toBe(200);
    expect((await fetch(`${origin}/api/v1/healthz`)).status).toBe(200);
    expect(await (await fetch(`${origin}/healthz`)).text()).toBe("the app's own");
    for (const foreign of ["/api/v10/token", "/api/v1x", "/", "/api", "//api/v1/token"]) {
      expect(await (await fetch(origin + foreign)).text(), foreign).toBe("the app's 404");
    }
    const unknown = await fetch(`${origin}/api/v1/nothing`);
    expect(await unknown.json()).toMatchObject({ code: "not_found" });
  });

  it("hands authorize the request with what the app's middleware has put there", async () => {
    const authorize = vi.fn(() => "ada");
    const { server } = app({ authorize });
    const routes = express()
      .use((request, _response, next) => {
        Object.assign(request, { user: { id: 7 } });
        next();
      })
      .use(nodeListener(server));
    const response = await fetch((await serving(routes)) + path, post("{}"));
    expect(response.status).toBe(200);
    expect(authorize).toHaveBeenCalledWith(
      expect.any(Request),
      expect.objectContaining({ context: expect.objectContaining({ user: { id: 7 } }) }),
    );
  });

  it("a reader that leaves is noticed behind a parser that has read its request", async () => {
    const fed = handFed();
    const { server, reports } = setup([fed.workflow], {
      authorize: () => "ada",
      detachedGraceMs: 60,
    });
    const origin = await serving(express().use(express.json()).use(nodeListener(server)));
    const client = new AbortController();
    fed.push("begun");
    const init = post("{}", { ...fromPage, ...newRunKey().headers });
    const url = `${origin}/api/v1/run/fed/stream`;
    const response = await fetch(url, { ...init, signal: client.signal });
    await response.body?.getReader().read();
    client.abort();
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ errorCode: "abandoned" }]);
  });
});

describe("elsewhere", () => {
  it("Fastify hands the request, the response and its parsed body over", async () => {
    const { server } = app();
    const listener = nodeListener(server);
    const routes = fastify();
    routes.all("/api/v1/*", (request, reply) => {
      reply.hijack();
      listener(Object.assign(request.raw, { body: request.body }), reply.raw);
    });
    onTestFinished(() => routes.close());
    const origin = await routes.listen({ port: 0, host: "127.0.0.1" });
    const response = await fetch(origin + path, post(`{"topic":"tea"}`));
    expect(await response.text()).toBe(`"tea"`);
    const { headers, id } = newRunKey();
    await (await fetch(origin + path, post("{}", { ...fromPage, ...headers }))).text();
    const cancel = { ...post("{}", { ...fromPage, ...headers }), method: "DELETE" };
    expect((await fetch(`${origin}/api/v1/runs/${id}`, cancel)).status).toBe(204);
  });

  it("h3 v1, and so Nitro, mounts it as middleware, and knows when the response closes", async () => {
    const fed = handFed();
    const { server, reports } = setup([fed.workflow], {
      authorize: () => "ada",
      detachedGraceMs: 60,
    });
    const routes = createApp()
      .use(fromNodeMiddleware(nodeListener(server)))
      .use(defineEventHandler(() => "the app's own"));
    const origin = await serving(toNodeListener(routes));
    expect(await (await fetch(`${origin}/page`)).text()).toBe("the app's own");
    const client = new AbortController();
    fed.push("begun");
    const init = post("{}", { ...fromPage, ...newRunKey().headers });
    const url = `${origin}/api/v1/run/fed/stream`;
    const response = await fetch(url, { ...init, signal: client.signal });
    await response.body?.getReader().read();
    client.abort();
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ errorCode: "abandoned" }]);
  });
});

describe("over plain http", () => {
  it("HTTP/1.0 without a host is answered, to its end", async () => {
    const { server, token } = app();
    const origin = await serving(nodeListener(server));
    const body = `{"topic":"tea"}`;
    const answer = await answerTo(
      origin,
      `POST ${path}?token=${await token()} HTTP/1.0\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer.endsWith(`\r\n\r\n"tea"`)).toBe(true);
    expect(answer).not.toMatch(/transfer-encoding/i);
  });

  it("HEAD and OPTIONS begin nothing, and health stands at the root", async () => {
    const { server, reports } = app();
    const origin = await serving(nodeListener(server));
    expect((await fetch(origin + path, { method: "HEAD" })).status).toBe(404);
    const preflight = await fetch(origin + path, {
      method: "OPTIONS",
      headers: { origin: "https://app.test", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404);
    expect(reports).toEqual([]);
  });

  it("a target that is no URL is refused, or next's where there is one", async () => {
    const { server } = app();
    const listener = nodeListener(server);
    const bad = "GET http:// HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    expect(await answerTo(await serving(listener), bad)).toMatch(/^HTTP\/1\.1 400 /);
    const origin = await serving((request, response) =>
      listener(request, response, () => response.end("next")),
    );
    expect(await answerTo(origin, bad)).toContain("next");
  });

  it("the address is the socket's", async () => {
    const { server } = app({ limits: { failuresPerMinute: 1 } });
    const origin = await serving(nodeListener(server));
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await fetch(`${origin}/api/v1/token`)).status);
    expect(statuses).toEqual([401, 429, 429]);
  });

  it("leaves the runtime's Request and Response as they are", async () => {
    const { Request: request, Response: response } = globalThis;
    const { server } = app();
    await fetch((await serving(nodeListener(server))) + path, post("{}"));
    expect([globalThis.Request, globalThis.Response]).toEqual([request, response]);
  });
});
