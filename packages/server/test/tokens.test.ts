import { afterEach, describe, expect, it, vi } from "vitest";
import { explain, asBackend, refusal, says, setup } from "./support.ts";

const body = JSON.stringify({ topic: "tea" });

describe("the token endpoint", () => {
  it("answers a secret key with a token", async () => {
    const { call } = setup();
    for (const init of [{ headers: asBackend }, { method: "POST", headers: asBackend }]) {
      const response = await call("/token", init);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.json()).toEqual({
        success: true,
        token: expect.stringMatching(/^pub_tok_[\w-]{22}$/),
        ttl: 60,
      });
    }
  });

  it.each([
    ["5", 5],
    ["5.9", 5],
    ["0", 1],
    ["-3", 1],
    ["301", 300],
    ["Infinity", 300],
    ["abc", 60],
    ["", 60],
    ["NaN", 60],
  ])("reads ttl=%s as %d seconds", async (ttl, seconds) => {
    const { call } = setup();
    const viaGet = await call(`/token?ttl=${ttl}`, { headers: asBackend });
    expect(await viaGet.json()).toMatchObject({ ttl: seconds });
    const viaPost = await call("/token", {
      method: "POST",
      headers: asBackend,
      body: JSON.stringify({ ttl }),
    });
    expect(await viaPost.json()).toMatchObject({ ttl: seconds });
  });

  it.each([[null], [true], [[]], [{}]])("takes a ttl of %j for no number", async (ttl) => {
    const { call } = setup();
    const init = { method: "POST", headers: asBackend, body: JSON.stringify({ ttl }) };
    expect(await (await call("/token", init)).json()).toMatchObject({ ttl: 60 });
  });

  it.each([
    [undefined],
    ["Bearer sk_wrong"],
    ["Bearer pub_tok_x"],
    ["Bearer sk_test sk_test"],
    ["Basic sk_test"],
    ["sk_test"],
  ])("refuses %s", async (authorization) => {
    const { call } = setup();
    const headers: Record<string, string> = authorization ? { authorization } : {};
    for (const [method, path] of [
      ["GET", "/token"],
      ["POST", "/token"],
      ["POST", "/run/explain"],
    ] as const) {
      const response = await call(path, { method, headers });
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await refusal(response)).toEqual({ status: 401, code: "unauthorized" });
    }
  });

  it("takes each of several secret keys", async () => {
    const { call } = setup([explain], { secretKeys: ["sk_a", "sk_b"] });
    for (const key of ["sk_a", "sk_b"]) {
      const response = await call("/token", { headers: { authorization: `bearer ${key}` } });
      expect(response.status).toBe(200);
    }
  });

  it.each([
    [{ workflow: 1 }, "/workflow"],
    [{ workflow: "" }, "/workflow"],
    [{ origin: "https://a.test/" }, "/origin"],
    [{ origin: "a.test" }, "/origin"],
    [{ inputs: [] }, "/inputs"],
    [{ inputs: "x" }, "/inputs"],
    [{ maxRunSeconds: 0 }, "/maxRunSeconds"],
    [{ maxRunSeconds: "5" }, "/maxRunSeconds"],
  ])("refuses the scope %j", async (scope, pointer) => {
    const { call } = setup();
    const init = { method: "POST", headers: asBackend, body: JSON.stringify(scope) };
    const response = await call("/token", init);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "invalid_input", errors: [{ pointer }] });
  });

  it("never stores or reports a token", async () => {
    const { run, token, reports } = setup();
    const value = await token();
    await (await run("explain", { token: value, body })).text();
    expect(JSON.stringify(reports)).not.toContain(value);
  });
});

describe("a token", () => {
  afterEach(() => vi.useRealTimers());

  it("is good once", async () => {
    const { run, token } = setup();
    const value = await token();
    expect((await run("explain", { token: value, body })).status).toBe(200);
    const again = await run("explain", { token: value, body });
    expect(await refusal(again)).toEqual({ status: 401, code: "token_invalid" });
  });

  it("expires", async () => {
    vi.useFakeTimers();
    const { run, token } = setup();
    const first = await token({ ttl: 5 });
    const second = await token({ ttl: 5 });
    vi.advanceTimersByTime(4_999);
    expect((await run("explain", { token: first, body })).status).toBe(200);
    vi.advanceTimersByTime(1);
    expect((await run("explain", { token: second, body })).status).toBe(401);
  });

  it.each([[""], ["pub_tok_unknown"], ["sk_test"], ["tok"]])(
    "%j is answered like a used one",
    async (token) => {
      const { run } = setup();
      const response = await run("explain", { token, body });
      expect(await refusal(response)).toEqual({ status: 401, code: "token_invalid" });
    },
  );

  it("of a scope starts what it is for, and is not burned by what it is not for", async () => {
    const { run, token } = setup([explain, says("other", "x")]);
    const inputs = { topic: "tea", list: [1, { a: 1, b: 2 }] };
    const value = await token({ workflow: "explain", origin: "https://a.test", inputs });
    const fromA = { origin: "https://a.test" };
    const reordered = `{"list":[1,{"b":2,"a":1}],"topic":"tea"}`;

    const refused = [
      ["scope_denied", "other", { headers: fromA, body: reordered }],
      ["origin_denied", "explain", { body: reordered }],
      ["origin_denied", "explain", { headers: { origin: "https://b.test" }, body: reordered }],
      ["scope_denied", "explain", { headers: fromA, body }],
    ] as const;
    for (const [code, workflow, init] of refused) {
      const response = await run(workflow, { token: value, ...init });
      expect(await refusal(response)).toEqual({ status: 403, code });
    }
    const allowed = await run("explain", { token: value, headers: fromA, body: reordered });
    expect(await allowed.text()).toBe("About tea");
  });

  it("takes its workflow from the query too", async () => {
    const { call, run } = setup([explain, says("other", "x")]);
    const response = await call("/token?workflow=other", { headers: asBackend });
    const { token } = (await response.json()) as { token: string };
    expect((await run("explain", { token, body })).status).toBe(403);
    expect((await run("other", { token })).status).toBe(200);
  });
});
