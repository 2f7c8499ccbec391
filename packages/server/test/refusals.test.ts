import { describe, expect, it } from "vitest";
import { memoryStore, type Store } from "../src/index.ts";
import { asBackend, explain, newRunKey, refusal, says, setup } from "./support.ts";

const body = JSON.stringify({ topic: "tea" });

describe("a refusal leaves the token good", () => {
  it.each([
    ["400 invalid_json", "explain", "{"],
    ["400 invalid_json", "explain", new Uint8Array([0x22, 0xff, 0x22])],
    ["404 workflow_not_found", "nothing", body],
    ["413 body_too_large", "explain", `"${"x".repeat(1024 * 1024)}"`],
    ["422 invalid_input", "explain", "{}"],
    ["422 invalid_input", "explain", ""],
    ["422 invalid_input", "explain", `{"topic":1}`],
    ["422 invalid_input", "explain", "[]"],
    ["422 invalid_input", "explain", `"text"`],
    ["422 invalid_input", "explain", "null"],
  ])("%s %s", async (expected, workflow, bad) => {
    const { run, token } = setup();
    const value = await token();
    const { headers, id } = newRunKey();
    const refused = await run(workflow, { token: value, headers, body: bad });
    const { status, code } = await refusal(refused);
    expect(`${status} ${code}`).toBe(expected);

    const retried = await run("explain", { token: value, headers, body });
    expect(retried.headers.get("run-id")).toBe(id);
    expect(await retried.text()).toBe("About tea");
  });

  it("also when the body comes in pieces without a length", async () => {
    const { call, token } = setup();
    let pulls = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulls++;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" } as RequestInit;
    const response = await call(`/run/explain/stream?token=${await token()}`, init);
    expect(await refusal(response)).toEqual({ status: 413, code: "body_too_large" });
    expect(pulls).toBeLessThan(25);
    expect(isCancelled).toBe(true);
  });

  it("takes a body of exactly the limit", async () => {
    const { run } = setup([says("say", "x")], { maxBodyBytes: 10 });
    expect((await run("say", { body: "{}".padEnd(10) })).status).toBe(200);
    expect((await run("say", { body: "{}".padEnd(11) })).status).toBe(413);
  });
});

describe("the order of refusals", () => {
  it("looks at token, body, workflow, scope, inputs, in this order", async () => {
    const { run, token } = setup([explain, says("other", "x")]);
    const scoped = await token({ workflow: "other" });
    const seen = [
      await run("nothing", { token: "pub_tok_none", body: "{" }),
      await run("nothing", { token: scoped, body: "{" }),
      await run("nothing", { token: scoped, body: "{}" }),
      await run("explain", { token: scoped, body: "{}" }),
      await run("explain", { body: "{}" }),
    ].map((response) => response.status);
    expect(seen).toEqual([401, 400, 404, 403, 422]);
  });

  it("on a secret key looks at the key first, then body, workflow, inputs", async () => {
    const { call } = setup();
    const post = async (path: string, headers: Record<string, string>, text: string) =>
      (await call(path, { method: "POST", headers, body: text })).status;
    expect([
      await post("/run/nothing", {}, "{"),
      await post("/run/nothing", asBackend, "{"),
      await post("/run/nothing", asBackend, "{}"),
      await post("/run/explain", asBackend, "{}"),
    ]).toEqual([401, 400, 404, 422]);
  });
});

describe("the error body", () => {
  it("serves both kinds of readers", async () => {
    const { run } = setup();
    const response = await run("explain", { body: `{"topic":null}` });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { detail, ...rest } = (await response.json()) as Record<string, unknown>;
    expect(rest).toEqual({
      type: "about:blank",
      title: "Unprocessable Content",
      status: 422,
      success: false,
      error: detail,
      code: "invalid_input",
      errors: [{ pointer: "/topic", detail: expect.any(String) }],
    });
  });

  it("is problem+json for who asks by that name", async () => {
    const { call } = setup();
    const headers = { accept: "text/event-stream, application/problem+json" };
    const response = await call("/nothing", { headers });
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("vary")).toContain("Accept");
  });

  it("points at nested inputs", async () => {
    const workflow = {
      ...says("deep"),
      inputs: {
        "~standard": {
          version: 1 as const,
          vendor: "test",
          validate: async () => ({
            issues: [{ message: "no", path: ["a/b", { key: "c~d" }, 0] }, { message: "all wrong" }],
          }),
        },
      },
    };
    const { run } = setup([workflow]);
    expect(await (await run("deep")).json()).toMatchObject({
      errors: [
        { pointer: "/a~1b/c~0d/0", detail: "no" },
        { pointer: "", detail: "all wrong" },
      ],
    });
  });

  it("hides what a schema threw", async () => {
    const thrown = new Error("inside");
    const validate = (): never => {
      throw thrown;
    };
    const inputs = { "~standard": { version: 1 as const, vendor: "test", validate } };
    const { run, errors } = setup([{ ...says("broken"), inputs }]);
    const response = await run("broken");
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain("inside");
    expect(errors).toEqual([thrown]);
  });

  it.each([
    ["GET", "/"],
    ["GET", "/nothing"],
    ["PUT", "/token"],
    ["GET", "/run/explain"],
    ["GET", "/run/explain/stream"],
    ["POST", "/runs/x"],
    ["OPTIONS", "/token"],
    ["HEAD", "/token"],
    ["HEAD", "/runs/x/stream"],
    ["GET", "/token/"],
    ["GET", "/run/%zz/stream"],
  ])("answers %s %s with 404", async (method, path) => {
    const { call } = setup();
    const response = await call(path, { method, headers: asBackend });
    expect(response.status).toBe(404);
    if (method !== "HEAD") expect(await response.json()).toMatchObject({ code: "not_found" });
  });
});

describe("what is no id of a run", () => {
  it.each(["x}y", "run_", `run_${"x".repeat(23)}`, "run_%00%0d%0axxxxxxxxxxxxxxxxx", "{a}", "*"])(
    "(%s) is no run, and no key of the store",
    async (id) => {
      const store = memoryStore();
      const asked: string[] = [];
      const runs = new Proxy(store.runs, {
        get: (target, name: keyof Store["runs"]) => {
          if (typeof target[name] === "function") asked.push(name);
          return target[name];
        },
      });
      const { call } = setup([explain], { store: { ...store, runs } });
      for (const method of ["GET", "DELETE"]) {
        const answer = await call(`/runs/${id}`, { method, headers: asBackend });
        expect(await refusal(answer)).toEqual({ status: 404, code: "run_not_found" });
      }
      expect(asked).toEqual([]);
    },
  );
});
