import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createWorkflowServer, Problem, type Store } from "../src/index.ts";
import { memoryStore } from "../src/index.ts";
import { explain, refusal, says, setup } from "./support.ts";

const body = JSON.stringify({ topic: "tea" });

describe("a token that is made in the process", () => {
  it("starts one run, with no secret key about", async () => {
    const { server, run, reports } = setup([explain], { secretKeys: [], authorize: () => null });
    const made = await server.createToken();
    expect(made).toEqual({ token: expect.stringMatching(/^pub_tok_[\w-]{22}$/), ttl: 60 });
    expect(await (await run("explain", { token: made.token, body })).text()).toBe("About tea");
    const again = await run("explain", { token: made.token, body });
    expect(await refusal(again)).toEqual({ status: 401, code: "token_invalid" });
    expect(reports).toMatchObject([{ owner: "in-process" }]);
  });

  it("is bound to what it is made for", async () => {
    const { server, run } = setup([explain, says("say", "x")]);
    const inputs = { topic: "tea" };
    const origin = "https://app.test";
    const { token, ttl } = await server.createToken({
      workflow: "explain",
      ttl: 900,
      origin,
      inputs,
    });
    expect(ttl).toBe(300);
    const headers = { origin };
    for (const [workflow, init, code] of [
      ["say", { headers }, "scope_denied"],
      ["explain", { body }, "origin_denied"],
      ["explain", { headers, body: `{"topic":"tides"}` }, "scope_denied"],
    ] as const) {
      expect(await refusal(await run(workflow, { token, ...init }))).toEqual({ status: 403, code });
    }
    expect((await run("explain", { token, headers, body })).status).toBe(200);
  });

  it("is bound by nothing that is null or undefined", async () => {
    const { server, run } = setup();
    const { token } = await server.createToken({ workflow: null, origin: undefined, inputs: null });
    expect((await run("explain", { token, body })).status).toBe(200);
  });

  it.each([
    ["a member that is undefined", { topic: "tea", style: undefined }, body],
    ["a date", { topic: new Date(0) }, `{"topic":"1970-01-01T00:00:00.000Z"}`],
    ["what a toJSON gives", { toJSON: () => ({ topic: "tea" }) }, body],
    ["a minus zero", { topic: "tea", offset: -0 }, `{"topic":"tea","offset":0}`],
    [
      "a member named __proto__",
      JSON.parse(`{"topic":"tea","__proto__":1}`),
      `{"__proto__":1,"topic":"tea"}`,
    ],
  ])("is bound to its inputs as a page sends them: %s", async (_what, inputs, sent) => {
    const { server, run } = setup();
    const { token } = await server.createToken({ inputs });
    expect(await refusal(await run("explain", { token, body: `{"topic":"tides"}` }))).toEqual({
      status: 403,
      code: "scope_denied",
    });
    expect((await run("explain", { token, body: sent })).status).toBe(200);
  });

  it("ends its run after maxRunSeconds", async () => {
    const endless = {
      ...says("endless"),
      async *run() {
        yield "begun";
        await new Promise(() => {});
      },
    };
    const { server, run, reports } = setup([endless]);
    const { token } = await server.createToken({ maxRunSeconds: 0.05 });
    await expect((await run("endless", { token })).text()).rejects.toThrow();
    expect(reports).toMatchObject([{ errorCode: "max_run_timeout" }]);
  });

  it.each([
    [{ workflow: 7 }, "/workflow"],
    [{ origin: "https://app.test/path" }, "/origin"],
    [{ inputs: [] }, "/inputs"],
    [{ inputs: "x" }, "/inputs"],
    [{ origin: "https://App.test" }, "/origin"],
    [{ origin: "https://app.test:443" }, "/origin"],
    [{ origin: "https://app.test?page" }, "/origin"],
    [{ origin: "https://user@app.test" }, "/origin"],
    [{ origin: "https://münchen.test" }, "/origin"],
    [{ origin: "null" }, "/origin"],
    [{ maxRunSeconds: 0 }, "/maxRunSeconds"],
  ])("is refused as POST /token refuses: %j", async (options, pointer) => {
    const { server } = setup();
    const refused = await server.createToken(options as object).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ code: "invalid_input", status: 422 });
    expect(refused).toMatchObject({ extras: { errors: [{ pointer }] } });
  });

  it.each([
    ["an invalid date", "/inputs", () => new Date(NaN)],
    ["a function", "/inputs", () => () => ({})],
    ["a toJSON that gives null", "/inputs", () => ({ toJSON: () => null })],
    ["a BigInt", "/inputs", () => ({ topic: 1n })],
    ["NaN", "/inputs/topic", () => ({ topic: NaN })],
    ["an infinite number", "/inputs/topic", () => ({ topic: -Infinity })],
    ["a cycle", "/inputs", cyclic],
    [
      "a getter that throws",
      "/inputs",
      () => ({
        get topic() {
          throw new Error();
        },
      }),
    ],
  ])("is refused for inputs that no page can send: %s", async (_what, pointer, inputsOf) => {
    const { server } = setup();
    await expect(server.createToken({ inputs: inputsOf() })).rejects.toMatchObject({
      code: "invalid_input",
      extras: { errors: [{ pointer }] },
    });
  });

  it("counts into the limits of the server", async () => {
    const { server } = setup([explain], { limits: { tokensPerMinute: 1 } });
    await server.createToken();
    await expect(server.createToken()).rejects.toMatchObject({ code: "rate_limited", status: 429 });
  });

  it("is refused by a route of Hono's with its own status, code and words", async () => {
    const { server } = setup([explain], { limits: { tokensPerMinute: 1 } });
    const app = new Hono().post("/token", async (c) => c.json(await server.createToken()));
    expect((await app.request("/token", { method: "POST" })).status).toBe(200);
    const refused = await app.request("/token", { method: "POST" });
    expect(refused.headers.get("retry-after")).toMatch(/^[0-9]+$/);
    expect(await refusal(refused)).toEqual({ status: 429, code: "rate_limited" });
  });

  it("is refused with what a store that fails throws, as its cause", async () => {
    const cause = new Error("no store");
    const plain = memoryStore();
    const tokens = { ...plain.tokens, put: () => Promise.reject(cause) };
    const store: Store = { ...plain, tokens };
    const { server } = setup([explain], { store });
    await expect(server.createToken()).rejects.toMatchObject({ code: "store_unavailable", cause });
    await plain.close();
  });

  it("has an owner that no secret key can be", () => {
    const secretKeys = [{ key: "sk_a", name: "in-process" }];
    expect(() => createWorkflowServer({ workflows: [explain], secretKeys })).toThrow("in-process");
  });
});

function cyclic(): object {
  const inputs: Record<string, unknown> = {};
  return Object.assign(inputs, { inputs });
}
