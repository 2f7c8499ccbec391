import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createWorkflowServer, type GivenKey } from "../src/index.ts";
import { asBackend, newRunKey, refusal, says, setup } from "./support.ts";

const misconfigured = { status: 500, code: "misconfigured" };
const isEmpty = "secretKeys[0] is empty: is the environment variable set?";
const asJson = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
const workflows = [says("say", "text")];

describe("without any secret key", () => {
  it.each([[{}], [{ secretKeys: [] }], [{ secretKeys: undefined as never }]])(
    "nor authorize there is no server: %j",
    (options) => {
      expect(() => createWorkflowServer({ workflows, ...options })).toThrow(
        new TypeError("neither secretKeys nor authorize: no one could start a run"),
      );
    },
  );

  it("a server with authorize serves its users, is ready, and knows no key", async () => {
    const { call } = setup(workflows, { secretKeys: [], authorize: () => "ada" });
    const stream = await call("/run/say/stream", { method: "POST", headers: asJson });
    expect(await stream.text()).toBe("text");
    expect((await call("/readyz")).status).toBe(200);
    const unauthorized = { status: 401, code: "unauthorized" };
    expect(await refusal(await call("/token", { headers: asBackend }))).toEqual(unauthorized);
  });
});

describe.each<[string, GivenKey]>([
  ["undefined", undefined],
  ["an empty text", ""],
  ["an object with neither", { key: undefined }],
  ["an empty key with a name", { key: "", name: "web", workflows: ["say"] }],
  ["an empty digest", { sha256: "" }],
])("a secret key that is %s", (_what, key) => {
  const start = (options = {}) => setup(workflows, { secretKeys: [key], ...options });

  it("is no error before a request needs it; then a 500 that only the operator can read", async () => {
    const { call, errors } = start();
    for (const [path, init] of [
      ["/token", {}],
      ["/token", { headers: asBackend }],
      ["/token", { method: "POST", headers: { authorization: "Bearer undefined" } }],
      ["/run/say", { method: "POST", headers: asBackend }],
      [`/runs/${newRunKey().id}`, { headers: asBackend }],
      [`/runs/${newRunKey().id}`, { method: "DELETE", headers: asBackend }],
    ] as const) {
      const response = await call(path, init);
      expect(await response.clone().text()).not.toContain("secretKeys");
      expect(await refusal(response), path).toEqual(misconfigured);
    }
    expect(errors).toHaveLength(6);
    expect(errors[0]).toMatchObject({ name: "MisconfiguredError", message: isEmpty });
  });

  it("makes the server not ready, and alive all the same", async () => {
    const { call } = start();
    expect(await refusal(await call("/readyz"))).toEqual({ status: 503, code: "misconfigured" });
    expect((await call("/healthz")).status).toBe(200);
  });

  it("leaves authorize, tokens of the process and other keys at work", async () => {
    const { call, server } = start({ secretKeys: [key, "sk_test"], authorize: () => "ada" });
    const stream = await call("/run/say/stream", { method: "POST", headers: asJson });
    expect(await stream.text()).toBe("text");
    const { token } = await server.createToken();
    const path = `/run/say/stream?token=${token}`;
    expect(await (await call(path, { method: "POST" })).text()).toBe("text");
    expect((await call("/token", { headers: asBackend })).status).toBe(200);
    const headers = { authorization: "Bearer sk_other" };
    expect(await refusal(await call("/token", { headers }))).toEqual(misconfigured);
  });

  it("lets no one try keys for longer than others may", async () => {
    const { call } = start({
      secretKeys: ["sk_short", key],
      limits: { failuresPerMinute: 2 },
    });
    const statuses: number[] = [];
    for (const guess of ["sk_a", "sk_b", "sk_c", "sk_short"]) {
      const headers = { authorization: `Bearer ${guess}` };
      statuses.push((await call("/token", { headers })).status);
    }
    expect(statuses).toEqual([500, 500, 429, 429]);
  });
});

it("a key that is missing is told to a logger by its place", async () => {
  const error = vi.fn();
  const logger = { info: vi.fn(), warn: vi.fn(), error };
  const server = createWorkflowServer({ workflows, secretKeys: ["sk_a", undefined], logger });
  onTestFinished(() => server.close());
  await server.fetch(new Request("http://server.test/api/v1/token"));
  expect(error).toHaveBeenCalledWith(
    { error: expect.objectContaining({ message: isEmpty.replace("0", "1") }) },
    "error",
  );
});

it("a key that is missing hides no other mistake", () => {
  const secretKeys = [undefined, "sk_a", { key: "", name: "web" }, "sk_a"];
  expect(() => createWorkflowServer({ workflows, secretKeys })).toThrow("number 2 and number 4");
  expect(() => createWorkflowServer({ workflows, secretKeys: [undefined, "a"] })).toThrow("sk_");
  const named = { key: undefined, name: "user:ada" };
  expect(() => createWorkflowServer({ workflows, secretKeys: [named] })).toThrow("user:");
});

describe("a workflow of plain JavaScript", () => {
  const [say] = workflows;
  it.each<[string, object | undefined, string]>([
    ["without inputs", { ...say, inputs: undefined }, 'workflow "say" has no inputs'],
    ["with a JSON Schema", { ...say, inputs: { type: "object" } }, "no Standard Schema"],
    ["with half a schema", { ...say, inputs: { "~standard": {} } }, "no Standard Schema"],
    ["without run", { ...say, run: undefined }, 'workflow "say" has no run'],
    ["without an id", { ...say, id: undefined }, "number 1 of workflows has no id"],
    ["that is not there", undefined, "number 1 of workflows has no id"],
  ])("%s is refused at creation", (_what, workflow, message) => {
    const options = { workflows: [workflow as never], secretKeys: ["sk_a"] };
    expect(() => createWorkflowServer(options)).toThrow(TypeError);
    expect(() => createWorkflowServer(options)).toThrow(message);
  });

  it("that is no list is refused too", () => {
    const options = { workflows: say as never, secretKeys: ["sk_a"] };
    expect(() => createWorkflowServer(options)).toThrow("workflows must be an array");
  });
});
