import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestOf } from "../src/digest.ts";
import { createWorkflowServer, type SecretKey } from "../src/index.ts";
import { explain, newRunKey, refusal, says, setup } from "./support.ts";

const body = JSON.stringify({ topic: "tea" });
const sha256Of = (key: string): string => createHash("sha256").update(key).digest("hex");
const as = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

describe("a secret key", () => {
  it.each([
    ["plain", "sk_a"],
    ["as an object", { key: "sk_a" }],
    ["as its SHA-256", { sha256: sha256Of("sk_a") }],
    ["as its SHA-256 in capitals", { sha256: sha256Of("sk_a").toUpperCase() }],
  ])("%s opens, and nothing near it does", async (_name, key) => {
    const { call } = setup([explain], { secretKeys: [key] });
    expect((await call("/token", { headers: as("sk_a") })).status).toBe(200);
    for (const wrong of ["sk_b", "sk_", "sk_aa", sha256Of("sk_a"), `sk_${sha256Of("sk_a")}`]) {
      expect((await call("/token", { headers: as(wrong) })).status).toBe(401);
    }
  });

  it.each([
    ["no header", {}],
    ["no key in it", { authorization: "Bearer " }],
    ["another word", as("word")],
  ])("starts with sk_: a configured digest does not open with %s", async (_what, headers) => {
    const secretKeys = [{ sha256: sha256Of("") }, { sha256: sha256Of("word") }];
    const { call } = setup([explain], { secretKeys });
    const unauthorized = { status: 401, code: "unauthorized" };
    expect(await refusal(await call("/token", { headers }))).toEqual(unauthorized);
    const init = { method: "POST", headers, body };
    expect(await refusal(await call("/run/explain", init))).toEqual(unauthorized);
  });

  it("shows as its name in reports of what it and its tokens start, else as the begin of its SHA-256", async () => {
    const secretKeys = [{ key: "sk_a", name: "web" }, "sk_b"];
    const { call, reports } = setup([explain], { secretKeys });
    const owners = ["web", sha256Of("sk_b").slice(0, 12)];
    for (const key of ["sk_a", "sk_b"]) {
      const headers = as(key);
      await call("/run/explain", { method: "POST", headers, body });
      const { token } = (await (await call("/token", { headers })).json()) as { token: string };
      await (await call(`/run/explain/stream?token=${token}`, { method: "POST", body })).text();
    }
    expect(reports.map(({ owner }) => owner)).toEqual(owners.flatMap((name) => [name, name]));
    expect(JSON.stringify(reports)).not.toMatch(/sk_|pub_tok_/);
  });
});

describe("a secret key for some workflows", () => {
  const one = { key: "sk_one", workflows: ["explain"] };
  const start = () => setup([explain, says("other", "x")], { secretKeys: [one, "sk_all"] });

  it("runs these alone", async () => {
    const { call } = start();
    const run = (id: string) => call(`/run/${id}`, { method: "POST", headers: as("sk_one"), body });
    expect((await run("explain")).status).toBe(200);
    expect(await refusal(await run("other"))).toEqual({ status: 403, code: "scope_denied" });
    expect((await run("nothing")).status).toBe(404);
  });

  it("gives tokens for these alone", async () => {
    const { call, run } = start();
    const headers = as("sk_one");
    const denied = { status: 403, code: "scope_denied" };
    expect(await refusal(await call("/token?workflow=other", { headers }))).toEqual(denied);
    const init = { method: "POST", headers, body: `{"workflow":"other"}` };
    expect(await refusal(await call("/token", init))).toEqual(denied);

    for (const path of ["/token", "/token?workflow=explain"]) {
      const { token } = (await (await call(path, { headers })).json()) as { token: string };
      expect(await refusal(await run("other", { token }))).toEqual(denied);
      expect((await run("explain", { token, body })).status).toBe(200);
    }
  });

  it("looks at and cancels runs of these alone", async () => {
    const { call, run } = start();
    const headers = as("sk_all");
    const tokenOf = async (): Promise<string> =>
      ((await (await call("/token", { headers })).json()) as { token: string }).token;
    for (const [workflow, status] of [
      ["explain", [200, 204]],
      ["other", [403, 403]],
    ] as const) {
      const { id, headers } = newRunKey();
      await (await run(workflow, { token: await tokenOf(), headers, body })).text();
      const seen = await call(`/runs/${id}`, { headers: as("sk_one") });
      const cancelled = await call(`/runs/${id}`, { method: "DELETE", headers: as("sk_one") });
      expect([seen.status, cancelled.status]).toEqual(status);
      expect((await call(`/runs/${id}`, { headers: as("sk_all") })).status).toBe(200);
    }
    const unseen = newRunKey();
    await call(`/runs/${unseen.id}`, { method: "DELETE", headers: unseen.headers });
    expect((await call(`/runs/${unseen.id}`, { headers: as("sk_one") })).status).toBe(403);
    expect((await call(`/runs/${newRunKey().id}`, { headers: as("sk_one") })).status).toBe(404);
  });
});

describe("secret keys that can't be used", () => {
  const digest = sha256Of("sk_x");
  it.each<[SecretKey[], string]>([
    [[{}], "either a key or its sha256"],
    [[{ key: "sk_x", sha256: digest }], "either a key or its sha256"],
    [[{ key: "x" }], "must start with sk_"],
    [[{ key: "sk_a b" }], "hold no space"],
    [[{ sha256: "abc" }], "64 hexadecimal digits"],
    [[{ sha256: `${digest}0` }], "64 hexadecimal digits"],
    [[{ key: "sk_x", name: "" }], "must not be empty"],
    [
      [
        { key: "sk_x", name: "a" },
        { key: "sk_y", name: "a" },
      ],
      'have the name "a"',
    ],
    [[{ key: "sk_x", workflows: ["nothing"] }], 'names the workflow "nothing"'],
    [[{ key: "sk_x", limits: { tokensPerMinute: 0 } }], "tokensPerMinute must be"],
  ])("throw: %j", (secretKeys, message) => {
    expect(() => createWorkflowServer({ workflows: [explain], secretKeys })).toThrow(message);
  });

  it("never show in what is thrown", () => {
    const options = { workflows: [explain], secretKeys: ["sk_with space"] };
    expect(() => createWorkflowServer(options)).toThrow(/^(?!.*with space)/);
  });
});

describe("a secret key that is listed twice", () => {
  const named = { key: "sk_a", name: "web", workflows: ["explain"] };

  it.each([
    ["two plain ones", ["sk_a", "sk_a"], "number 1 and number 2"],
    ["one with a name", ["sk_b", named, "sk_a"], `number 2 ("web") and number 3`],
    [
      "one by its SHA-256",
      [named, { sha256: sha256Of("sk_a").toUpperCase(), name: "app" }],
      `number 1 ("web") and number 2 ("app")`,
    ],
  ])("(%s) is refused at the start, by name", (_kind, secretKeys, both) => {
    expect(() => setup([explain], { secretKeys })).toThrow(
      new TypeError(`of secretKeys, ${both} are the same key`),
    );
  });

  it("is found by a digest that is that of the runtime", () => {
    for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1_000]) {
      const text = "é\u0000x".repeat(length).slice(0, length);
      expect(digestOf(text)).toBe(sha256Of(text));
    }
  });
});
