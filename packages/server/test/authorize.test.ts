import { describe, expect, it, vi } from "vitest";
import { createWorkflowServer, type WorkflowServerOptions } from "../src/index.ts";
import {
  asBackend,
  asEvents,
  explain,
  handFed,
  newRunKey,
  parseEvents,
  refusal,
  says,
  setup,
  textOf,
  until,
  type Setup,
} from "./support.ts";

const url = "http://app.test/api/v1/run/say/stream";
const asJson = { "content-type": "application/json" };
const fromPage = { ...asJson, "sec-fetch-site": "same-origin" };

/** A server of an app whose users say by a header who they are. */
function app(options: Partial<WorkflowServerOptions> = {}): Setup {
  return setup([says("say", "text"), explain], {
    authorize: (request) => request.headers.get("x-user"),
    ...options,
  });
}

const as = (user: string, headers: HeadersInit = fromPage): RequestInit => ({
  method: "POST",
  headers: { ...headers, "x-user": user },
  body: "{}",
});

describe("a page of the app itself", () => {
  it("needs no token: the app says whose run it is", async () => {
    const { call, reports } = app();
    const response = await call(url, as("ada"));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("text");
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ owner: "user:ada", status: "done" }]);
  });

  it("is told to authorize with its workflow and what the app handed over", async () => {
    const authorize = vi.fn(async () => ({ owner: "ada" }));
    const { server } = app({ authorize });
    const request = new Request(url, as("ada"));
    await server.fetch(request, { context: { session: 7 } });
    expect(authorize).toHaveBeenCalledWith(expect.any(Request), {
      workflowId: "say",
      context: { session: 7 },
    });
  });

  it.each([undefined, null])("is a 401 when authorize gives %s", async (nobody) => {
    const { call, reports } = app({ authorize: () => nobody });
    const response = await call(url, as("ada"));
    expect(await refusal(response)).toEqual({ status: 401, code: "unauthorized" });
    expect(reports).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    ["an empty text", () => ""],
    ["true", () => true],
    ["a number", () => 7],
    ["an object without an owner", () => ({})],
    ["an owner that is no text", () => ({ owner: 7 })],
    ["an empty owner", () => ({ owner: "" })],
    ["a limit that is none", () => ({ owner: "ada", limits: { concurrentRuns: -1 } })],
    ["a throw", () => expect.fail("SECRET")],
    ["a rejection", () => Promise.reject(new Error("SECRET"))],
  ])("is a 500 when authorize gives %s, without its words", async (_what, authorize) => {
    const { call, errors } = app({ authorize: authorize as () => string });
    const response = await call(url, as("ada"));
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ status: 500, code: "authorize_failed" });
    expect(body).not.toContain("SECRET");
    expect(errors).toHaveLength(1);
  });

  it("may have 10 runs at a time and begin 60 a minute, from wherever", async () => {
    const fed = handFed();
    const { server } = setup([fed.workflow, says("say", "x")], {
      authorize: (request) => request.headers.get("x-user"),
      limits: {},
      firstEventTimeoutMs: 1,
    });
    const fedUrl = "http://app.test/api/v1/run/fed/stream";
    let address = 0;
    const begin = async (at: string, user: string): Promise<number> => {
      const headers = { ...fromPage, ...newRunKey().headers };
      const request = new Request(at, as(user, headers));
      return (await server.fetch(request, { address: `10.0.0.${++address}` })).status;
    };
    for (let i = 0; i < 10; i++) expect(await begin(fedUrl, "ada")).toBe(200);
    expect(await begin(fedUrl, "ada")).toBe(429);
    expect(await begin(fedUrl, "bob")).toBe(200);
    for (let i = 0; i < 60; i++) expect(await begin(url, "eve")).toBe(200);
    expect(await begin(url, "eve")).toBe(429);
  });

  it("has the limits that the app gives its owner", async () => {
    const authorize = () => ({ owner: "ada", limits: { streamsPerMinute: 1 } });
    const { call } = app({ authorize, limits: {} });
    expect((await call(url, as("ada"))).status).toBe(200);
    expect((await call(url, as("ada"))).status).toBe(429);
  });
});

describe("another site, with the user's cookies", () => {
  // What a browser sends for whoever asks; `x-user` stands for the cookie.
  it.each<[string, Record<string, string>, number]>([
    ["same-origin", { ...asJson, "sec-fetch-site": "same-origin" }, 200],
    ["same-site", { ...asJson, "sec-fetch-site": "same-site" }, 403],
    ["cross-site", { ...asJson, "sec-fetch-site": "cross-site" }, 403],
    ["typed into the address", { ...asJson, "sec-fetch-site": "none" }, 403],
    ["a made-up site", { ...asJson, "sec-fetch-site": "SAME-ORIGIN" }, 403],
    [
      "cross-site with the right Origin",
      { ...asJson, "sec-fetch-site": "cross-site", origin: "http://app.test", host: "app.test" },
      403,
    ],
    ["an old browser's own page", { ...asJson, origin: "https://app.test", host: "app.test" }, 200],
    [
      "its own page on a port",
      { ...asJson, origin: "http://app.test:3000", host: "app.test:3000" },
      200,
    ],
    ["another port", { ...asJson, origin: "http://app.test:3001", host: "app.test:3000" }, 403],
    [
      "an old browser's other page",
      { ...asJson, origin: "https://evil.test", host: "app.test" },
      403,
    ],
    ["a subdomain", { ...asJson, origin: "https://evil.app.test", host: "app.test" }, 403],
    ["a sandboxed page", { ...asJson, origin: "null", host: "app.test" }, 403],
    ["nothing that says where from", { ...asJson, host: "app.test" }, 403],
    [
      "a host that it forwards itself",
      { ...asJson, origin: "https://evil.test", host: "app.test", "x-forwarded-host": "evil.test" },
      403,
    ],
    [
      "a form",
      { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      403,
    ],
    [
      "a form of plain text",
      { "content-type": "text/plain", "sec-fetch-site": "same-origin" },
      403,
    ],
    [
      "plain text that names JSON",
      { "content-type": "text/plain; application/json", "sec-fetch-site": "same-origin" },
      403,
    ],
  ])("%s → %#", async (_who, headers, status) => {
    const { call } = app({ allowedOrigins: ["https://evil.test", "null"] });
    const response = await call(url, as("ada", headers));
    expect(response.status).toBe(status);
    if (status === 403)
      expect((await response.json()) as object).toMatchObject({ code: "origin_denied" });
  });

  it("is refused before the app is asked", async () => {
    const authorize = vi.fn(() => "ada");
    const { call } = app({ authorize });
    await call(url, as("ada", { ...asJson, "sec-fetch-site": "cross-site" }));
    expect(authorize).not.toHaveBeenCalled();
  });

  it("a Run-Key stands for a body in JSON: no form can send it", async () => {
    const { call } = app();
    const headers = { ...newRunKey().headers, "sec-fetch-site": "same-origin" };
    expect((await call(url, as("ada", headers))).status).toBe(200);
  });

  it("the host that a trusted proxy forwards counts, the last one it wrote", async () => {
    const { server } = app({ trustProxy: ["10.0.0.1"] });
    const ask = async (forwarded: string, address: string): Promise<number> => {
      const headers = { ...asJson, origin: "https://app.test", host: "inner:3000" };
      const init = as("ada", { ...headers, "x-forwarded-host": forwarded });
      return (await server.fetch(new Request(url, init), { address })).status;
    };
    expect(await ask("app.test", "10.0.0.1")).toBe(200);
    expect(await ask("evil.test, app.test", "10.0.0.1")).toBe(200);
    expect(await ask("app.test, evil.test", "10.0.0.1")).toBe(403);
    expect(await ask("app.test", "10.0.0.2")).toBe(403);
  });
});

describe("a token", () => {
  it("that a request shows is judged alone, good or not", async () => {
    const authorize = vi.fn(() => "ada");
    const { call, token } = app({ authorize });
    const good = await call(`${url}?token=${await token()}`, as("ada", {}));
    expect(good.status).toBe(200);
    for (const [query, headers] of [
      ["?token=pub_tok_bad", fromPage],
      ["?token=", fromPage],
      ["", { ...fromPage, authorization: "Bearer pub_tok_bad" }],
    ] as const) {
      const bad = await call(url + query, as("ada", headers));
      expect(await refusal(bad)).toEqual({ status: 401, code: "token_invalid" });
    }
    expect(authorize).not.toHaveBeenCalled();
  });

  it("is needed as ever where there is no authorize", async () => {
    const { call } = setup([says("say", "text")]);
    const response = await call(url, as("ada"));
    expect(await refusal(response)).toEqual({ status: 401, code: "token_invalid" });
  });

  it("and whole runs stay with secret keys", async () => {
    const { call } = app();
    for (const path of ["/token", "/run/say"]) {
      const response = await call(`http://app.test/api/v1${path}`, as("ada"));
      expect(await refusal(response)).toEqual({ status: 401, code: "unauthorized" });
    }
  });
});

describe("a user's run", () => {
  async function begun(): Promise<{ server: Setup; id: string; key: Record<string, string> }> {
    const server = app();
    const { id, headers: key } = newRunKey();
    const response = await server.call(url, as("ada", { ...fromPage, ...key, ...asEvents }));
    expect(textOf(parseEvents(await response.text()))).toBe("text");
    return { server, id, key };
  }
  const paths = (id: string): [string, string][] => [
    ["GET", `/runs/${id}/stream`],
    ["GET", `/runs/${id}`],
    ["POST", "/run/say/stream"],
    ["DELETE", `/runs/${id}`],
  ];

  it("is opened by its Run-Key for its owner, with no look at where from", async () => {
    const { server, id, key } = await begun();
    for (const [method, path] of paths(id)) {
      const response = await server.call(path, { method, headers: { ...key, "x-user": "ada" } });
      expect(response.ok, `${method} ${path}`).toBe(true);
    }
  });

  it("is a 404 for another user, and a 401 for nobody, though they have the Run-Key", async () => {
    const { server, id, key } = await begun();
    for (const [method, path] of paths(id)) {
      const init = { method, headers: { ...key, "x-user": "eve" } };
      const other = await server.call(path, init);
      expect(await refusal(other), path).toEqual({ status: 404, code: "run_not_found" });
      const nobody = await server.call(path, { method, headers: key });
      expect(await refusal(nobody), path).toEqual({ status: 401, code: "unauthorized" });
    }
  });

  it("is no token's, though that comes with the Run-Key", async () => {
    const { server, key } = await begun();
    const path = `/run/say/stream?token=${await server.token()}`;
    const response = await server.call(path, { method: "POST", headers: key });
    expect(await refusal(response)).toEqual({ status: 401, code: "unauthorized" });
  });

  it("can be looked at and cancelled by a secret key", async () => {
    const { server, id } = await begun();
    expect((await server.call(`/runs/${id}`, { headers: asBackend })).status).toBe(200);
  });

  it("that a token began is its Run-Key's, signed in or not", async () => {
    const server = app();
    const { id, headers } = newRunKey();
    await (await server.run("say", { headers })).text();
    for (const [method, path] of paths(id)) {
      expect((await server.call(path, { method, headers })).ok, path).toBe(true);
    }
  });

  it("is theirs while it is still being checked", async () => {
    let let_ = (_user: string): void => {};
    const server = app({
      authorize: (request) =>
        request.headers.get("x-user") ?? new Promise<string>((resolve) => (let_ = resolve)),
    });
    const { id, headers } = newRunKey();
    const first = server.call(url, { method: "POST", headers: { ...fromPage, ...headers } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const eve = await server.call(`/runs/${id}/stream`, {
      headers: { ...headers, "x-user": "eve" },
    });
    expect(eve.status).toBe(404);
    let_("ada");
    expect((await first).status).toBe(200);
  });
});

describe("a user", () => {
  it("has a name that no secret key can have", () => {
    const secretKeys = [{ key: "sk_test", name: "user:ada" }];
    expect(() => createWorkflowServer({ workflows: [explain], secretKeys })).toThrow(
      new TypeError("the name of a secret key must not begin with user:"),
    );
  });

  it("has not the limits of a key of the same name", async () => {
    const secretKeys = [{ key: "sk_test", name: "ada", limits: { streamsPerMinute: 1 } }];
    const { call } = app({ secretKeys, limits: {} });
    for (let i = 0; i < 3; i++) expect((await call(url, as("ada"))).status).toBe(200);
  });
});
