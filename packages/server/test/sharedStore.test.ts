import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createWorkflowServer,
  memoryStore,
  type WorkflowServer,
  type WorkflowServerOptions,
} from "../src/index.ts";
import { says } from "./support.ts";

const alike: WorkflowServerOptions = {
  workflows: [says("say", "text"), says("tell", "text")],
  secretKeys: ["sk_one", { key: "sk_two", name: "two" }],
};

function server(options: Partial<WorkflowServerOptions> = {}): WorkflowServer {
  const made = createWorkflowServer({ ...alike, ...options });
  onTestFinished(() => made.close());
  return made;
}

/** The status of a run on a server with a token. */
async function spend(
  { fetch, basePath }: Pick<WorkflowServer, "fetch" | "basePath">,
  { token }: { token: string },
): Promise<number> {
  const url = `http://server.test${basePath}/run/say/stream?token=${token}`;
  return (await fetch(new Request(url, { method: "POST" }))).status;
}

describe("servers of one process that are alike", () => {
  it("share their memory: a token that one has made is good in another, once", async () => {
    const [one, other] = [server(), server()];
    const token = await one.createToken();
    expect(await spend(other, token)).toBe(200);
    expect(await spend(one, token)).toBe(401);
  });

  it("share it whatever the order of what they have, and however a key is given", async () => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("sk_one"));
    const [one, other] = [
      server(),
      server({
        workflows: [...alike.workflows].reverse(),
        secretKeys: [{ key: "sk_two" }, { sha256: Buffer.from(digest).toString("hex") }],
      }),
    ];
    expect(await spend(other, await one.createToken())).toBe(200);
  });

  it("are those of all copies of this package", async () => {
    const one = server();
    vi.resetModules();
    const copy = await import("../src/index.ts");
    expect(copy.createWorkflowServer).not.toBe(createWorkflowServer);
    const other = copy.createWorkflowServer(alike);
    onTestFinished(() => other.close());
    expect(await spend(other, await one.createToken())).toBe(200);
    expect(await spend(one, await other.createToken())).toBe(200);
  });

  it("have it until the last of them closes", async () => {
    const [one, other] = [server(), server()];
    const token = await one.createToken();
    await one.close();
    await one.close();
    expect(await spend(other, token)).toBe(200);
    const unused = await other.createToken();
    await other.close();
    expect(await spend(server(), unused)).toBe(401);
  });

  it("are not held up by one that could not be created", async () => {
    const one = server();
    expect(() => createWorkflowServer({ ...alike, maxRunMs: 0 })).toThrow("maxRunMs");
    const token = await one.createToken();
    await one.close();
    expect(await spend(server(), token)).toBe(401);
  });
});

describe("a token of one server is a 401 at another", () => {
  it.each<[string, Partial<WorkflowServerOptions>]>([
    ["with another key", { secretKeys: ["sk_one", "sk_three"] }],
    ["with one key more", { secretKeys: ["sk_one", "sk_two", "sk_three"] }],
    ["with a key that is missing", { secretKeys: ["sk_one", undefined] }],
    ["without keys", { secretKeys: [], authorize: () => "ada" }],
    ["with other workflows", { workflows: [says("say", "text")] }],
    ["with another base path", { basePath: "/other" }],
    ["with a store of its own", { store: memoryStore() }],
  ])("%s", async (_what, options) => {
    const [one, other] = [server(), server(options)];
    expect(await spend(other, await one.createToken())).toBe(401);
    expect(await spend(one, await other.createToken())).toBe(401);
    expect(await spend(other, await other.createToken())).toBe(200);
  });

  it("of another version of the package", async () => {
    const one = server();
    vi.resetModules();
    vi.doMock("../package.json", () => ({ default: { version: "999.0.0" } }));
    onTestFinished(() => vi.doUnmock("../package.json"));
    const later = await import("../src/index.ts");
    const other = later.createWorkflowServer(alike);
    onTestFinished(() => other.close());
    expect(await spend(other, await one.createToken())).toBe(401);
  });
});

it("a store that is given stays open", async () => {
  const store = memoryStore();
  onTestFinished(() => store.close());
  await server({ store }).close();
  const other = server({ store });
  expect(await spend(other, await other.createToken())).toBe(200);
});
