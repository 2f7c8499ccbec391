import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, getRequestListener } from "@hono/node-server";
import * as fc from "fast-check";
import { Hono } from "hono";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { canonicalJson } from "../src/inputs.ts";
import { hasMoreValues } from "../src/jsonValues.ts";
import { shortestOf } from "./support/turns.ts";
import { asBackend, explain, refusal, says, setup, until } from "./support.ts";

const MEBIBYTE = 1024 * 1024;
const chat = {
  ...says("chat", "text"),
  inputs: z.object({ messages: z.array(z.object({ role: z.string() })) }),
};
const repeated = (piece: string, last: string): string =>
  `{"messages":[${piece.repeat(Math.floor((MEBIBYTE - 40) / piece.length))}${last}]}`;

describe("a body of many small values", () => {
  it.each([
    ["objects", repeated("{},", "{}")],
    ["texts", repeated(`"",`, `""`)],
    ["numbers", repeated("1,", "1")],
    ["arrays in arrays", `{"messages":${"[".repeat(500_000)}${"]".repeat(500_000)}}`],
    ["members", `{${`"a":1,`.repeat(170_000)}"b":1}`],
  ])("(%s) is a small 422 at once, and its token stays good", async (_kind, body) => {
    const { run, token, call } = setup([chat]);
    const value = await token();
    const heldMs = await shortestOf(3, async () => {
      const refused = await run("chat", { token: value, body });
      const text = await refused.text();
      expect(refused.status).toBe(422);
      expect(text.length).toBeLessThan(16_000);
      const detail = "The body holds more than 10000 values.";
      expect(JSON.parse(text)).toMatchObject({ detail, errors: [{ pointer: "", detail }] });
    });
    expect(heldMs).toBeLessThan(50);
    const post = { method: "POST", headers: asBackend, body };
    expect((await call("/token", post)).status).toBe(422);
    expect((await call("/run/chat", post)).status).toBe(422);
    expect(await (await run("chat", { token: value, body: `{"messages":[]}` })).text()).toBe(
      "text",
    );
  });

  it("may hold as many as `maxBodyValues`", async () => {
    const { run } = setup([says("say", "x")], { maxBodyValues: 4 });
    expect((await run("say", { body: `{"a":[1,2]}` })).status).toBe(200);
    expect((await run("say", { body: `{"a":[1,2,3]}` })).status).toBe(422);
  });

  it("is counted as JSON counts, whatever its texts hold", () => {
    const countOf = (value: unknown): number =>
      typeof value === "object" && value !== null
        ? Object.values(value).reduce((sum: number, member) => sum + countOf(member), 1)
        : 1;
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const count = countOf(value);
        expect([hasMoreValues(text, count - 1), hasMoreValues(text, count)]).toEqual([true, false]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the issues of a schema", () => {
  const strict = { ...chat, inputs: z.object({ messages: z.array(z.strictObject({})) }) };

  it.each([
    ["many", chat, Array.from({ length: 9_000 }, () => ({}))],
    ["long", strict, Array.from({ length: 90 }, () => ({ ["\u0001".repeat(1_000)]: 1 }))],
  ])("(%s) are the first 20 at most, each cut", async (_kind, workflow, messages) => {
    const { run } = setup([workflow]);
    const refused = await run("chat", { body: JSON.stringify({ messages }) });
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(Buffer.byteLength(text)).toBeLessThan(16_000);
    const { errors } = JSON.parse(text) as { errors: { pointer: string; detail: string }[] };
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(20);
    for (const { pointer, detail } of errors) {
      expect(Math.max(pointer.length, detail.length)).toBeLessThanOrEqual(200);
    }
  });

  it("are cut in their pointers too", async () => {
    const { run, call } = setup();
    const name = "\u0001".repeat(5_000);
    const deep = `{"${"x".repeat(5_000)}":${"[".repeat(101)}${"]".repeat(101)}}`;
    const record = {
      ...says("record"),
      inputs: z.object({ all: z.record(z.string(), z.number()) }),
    };
    const { run: runRecord } = setup([record]);
    const body = JSON.stringify({ all: { [name]: "no" } });
    for (const refused of [
      await run("explain", { body: deep }),
      await call("/token", { method: "POST", headers: asBackend, body: deep }),
      await runRecord("record", { body }),
    ]) {
      expect(refused.status).toBe(422);
      const text = await refused.text();
      expect(text.length).toBeLessThan(16_000);
      const { errors } = JSON.parse(text) as { errors: { pointer: string }[] };
      expect(errors[0]?.pointer).toHaveLength(200);
    }
  });
});

describe("a number that JSON can't hold", () => {
  it.each(["1e999", "-1e999", `[{"a":1e400}]`, `{"b":[0,-1e400]}`])(
    "(%s) is refused with a pointer, where runs and tokens are asked for",
    async (number) => {
      const { call, run } = setup([says("say", "x")]);
      const body = `{"inputs":{"limit":${number}}}`;
      const asked = await call("/token", { method: "POST", headers: asBackend, body });
      const started = await run("say", { body: `{"limit":${number}}` });
      for (const refused of [asked, started]) {
        expect(refused.status).toBe(422);
        const { errors } = (await refused.json()) as { errors: { pointer: string }[] };
        expect(errors[0]?.pointer).toMatch(/^(\/inputs)?\/limit/);
      }
    },
  );

  it("is not what a token for null may run", async () => {
    const { token, run } = setup([says("say", "x")]);
    const value = await token({ inputs: { limit: null } });
    expect((await run("say", { token: value, body: `{"limit":1e999}` })).status).toBe(422);
    expect((await run("say", { token: value, body: `{"limit":null}` })).status).toBe(200);
  });

  it("as little as a token for 0 may run -0", async () => {
    const { token, run } = setup([says("say", "x")]);
    const value = await token({ inputs: { limit: 0 } });
    expect((await run("say", { token: value, body: `{"limit":-0}` })).status).toBe(403);
    expect(canonicalJson([0, -0])).toBe("[0,-0]");
  });
});

describe("a body that someone read before the server", () => {
  const inputs = JSON.stringify({ topic: "tea" });

  it("is a 500 that tells the operator how to mount it", async () => {
    const { server, errors, token } = setup();
    const app = new Hono();
    app.use(async (c, next) => {
      await c.req.json();
      await next();
    });
    app.all("/api/v1/*", (c) => server.fetch(c.req.raw));
    const path = `/api/v1/run/explain/stream?token=${await token()}`;
    const answer = await app.request(path, { method: "POST", body: inputs });
    expect(await refusal(answer)).toEqual({ status: 500, code: "body_used" });
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining("Mount the server before") }),
    ]);
  });

  it.each([
    ["whose length is known", { "content-length": String(inputs.length) }],
    ["that comes in chunks", { "transfer-encoding": "chunked" }],
  ])("(on Node, %s) too", async (_kind, headers) => {
    const { server, errors, token } = setup();
    const listener = getRequestListener(server.fetch);
    const http = createServer((incoming: IncomingMessage, outgoing) => {
      incoming.resume().once("end", () => void listener(incoming, outgoing));
    });
    onTestFinished(() => void http.close());
    http.listen(0, "127.0.0.1");
    await until(() => http.listening);
    const { port } = http.address() as AddressInfo;
    const path = `/api/v1/run/explain/stream?token=${await token()}`;
    const body = "content-length" in headers ? inputs : new Blob([inputs]).stream();
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    expect(await refusal(answer)).toEqual({ status: 500, code: "body_used" });
    expect(errors).toHaveLength(1);
  });

  it("is none when nobody did", async () => {
    const { server, token } = setup();
    const http = createAdaptorServer({ fetch: server.fetch });
    onTestFinished(() => void http.close());
    http.listen(0, "127.0.0.1");
    await until(() => http.listening);
    const { port } = http.address() as AddressInfo;
    for (const body of [inputs, new Blob([inputs]).stream()]) {
      const path = `/api/v1/run/explain/stream?token=${await token()}`;
      const init = { method: "POST", body, duplex: "half" } as RequestInit;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
      expect(await answer.text()).toBe("About tea");
    }
  });
});

it("a body that comes byte by byte is read whole", async () => {
  const { call, token } = setup([explain]);
  const bytes = new TextEncoder().encode(JSON.stringify({ topic: "té😀".repeat(2_000) }));
  const pieces = bytes.values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value } = pieces.next();
      if (value === undefined) controller.close();
      else controller.enqueue(Uint8Array.of(value));
    },
  });
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  const answer = await call(`/run/explain/stream?token=${await token()}`, init);
  expect(await answer.text()).toBe(`About ${"té😀".repeat(2_000)}`);
});
