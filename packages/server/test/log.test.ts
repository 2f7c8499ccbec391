import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import {
  createWorkflowServer,
  defineWorkflow,
  memoryStore,
  type Workflow,
  type WorkflowServerOptions,
} from "../src/index.ts";
import { createLogger } from "../src/log.ts";
import { asEvents, base, explain, newRunKey, says, until } from "./support.ts";

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

const key = "sk_secret_of_the_backend_0123456789";
const asBackend = { authorization: `Bearer ${key}` };

/** A server that logs by pino; what it wrote, as text and as lines. */
function logged(workflows: Workflow[], options: Partial<WorkflowServerOptions> = {}) {
  let text = "";
  const destination = { write: (line: string) => void (text += line) };
  const server = createWorkflowServer({
    workflows,
    secretKeys: [{ key, name: "web" }],
    logger: createLogger({ destination }),
    ...options,
  });
  onTestFinished(() => server.close({ graceMs: 0 }));
  const lines = (): Line[] =>
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  return {
    call: (path: string, init?: RequestInit) => server.fetch(new Request(base + path, init)),
    text: () => text,
    lines,
    last: () => lines().at(-1),
  };
}

describe("the log", () => {
  it("tells of a whole session who did what, and nothing of what was said", async () => {
    const failing = defineWorkflow({
      id: "failing",
      inputs: z.object({ topic: z.string() }),
      async *run({ topic }) {
        yield `TEXT about ${topic}`;
        throw Object.assign(new Error(`PROVIDER says no to ${topic} for ${key}`), {
          prompt: topic,
        });
      },
    });
    const { call, text, lines } = logged([explain, failing as Workflow]);
    const body = JSON.stringify({ topic: "INPUT" });
    const { id, key: runKey, headers } = newRunKey();
    const secrets = [key, runKey.slice(id.length + 1)];

    const tokenFor = async (scope: object): Promise<string> => {
      const init = { method: "POST", headers: asBackend, body: JSON.stringify(scope) };
      const { token } = (await (await call("/token", init)).json()) as { token: string };
      secrets.push(token, token.slice("pub_tok_".length));
      return token;
    };
    const token = await tokenFor({ inputs: { topic: "INPUT" }, origin: "https://origin.test" });
    const withOrigin = { ...headers, origin: "https://origin.test" };
    const init = { method: "POST", headers: withOrigin, body };
    await (await call(`/run/explain/stream?token=${token}&x=QUERY`, init)).text();
    await (await call(`/run/explain/stream?token=${token}`, { method: "POST", body })).text();
    await (await call(`/runs/${id}/stream?offset=QUERY`, { headers })).text();
    await (await call(`/runs/${id}`, { headers: asBackend })).text();
    await call(`/runs/${runKey}`, { headers });
    await call(`/runs/${id}`, { method: "DELETE", headers });
    const broken = `/run/failing/stream?token=${await tokenFor({})}`;
    await (await call(broken, { method: "POST", headers: asEvents, body })).text();
    await call("/run/failing", { method: "POST", headers: asBackend, body });
    await call("/run/explain", { method: "POST", headers: asBackend, body: `{"topic":["INPUT"]}` });
    await call("/run/WORKFLOW", { method: "POST", headers: asBackend, body });
    await call("/PATH/INPUT", { headers: { "user-agent": "AGENT" } });
    await until(() => lines().filter(({ msg }) => msg === "run").length === 3);

    for (const secret of secrets) expect(text()).not.toContain(secret);
    expect(text()).not.toMatch(
      /INPUT|TEXT|QUERY|origin\.test|WORKFLOW|PATH|AGENT|PROVIDER|sk_|pub_tok_/,
    );
    const told = lines().map(
      ({ msg, route, method, status, errorCode, runId, workflowId, owner }) =>
        [msg, method, route, status, errorCode, runId === id, workflowId, owner].join(" "),
    );
    const api = "/api/v1";
    expect(told.filter((line) => !line.startsWith("error"))).toEqual([
      `request POST ${api}/token 200  false  web`,
      `run   done  true explain web`,
      `request POST ${api}/run/:workflowId/stream 200  true explain web`,
      `request POST ${api}/run/:workflowId/stream 401 token_invalid false  `,
      `request GET ${api}/runs/:runId/stream 400 invalid_offset true explain `,
      `request GET ${api}/runs/:runId 200  true explain web`,
      `request GET ${api}/runs/:runId 404 run_not_found false  `,
      `request DELETE ${api}/runs/:runId 204  true explain `,
      `request POST ${api}/token 200  false  web`,
      `run   failed workflow_failed false failing web`,
      `request POST ${api}/run/:workflowId/stream 200  false failing web`,
      `run   failed workflow_failed false failing web`,
      `request POST ${api}/run/:workflowId 502 workflow_failed false failing web`,
      `request POST ${api}/run/:workflowId 422 invalid_input false explain web`,
      `request POST ${api}/run/:workflowId 404 workflow_not_found false  web`,
      `request GET ${api}/* 404 not_found false  `,
    ]);
    for (const { msg, durationMs, bytes, time, level } of lines()) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      if (msg !== "error") expect(durationMs).toBeGreaterThanOrEqual(0);
      if (msg === "run") expect(bytes).toBeGreaterThan(0);
      expect(["info", "error"]).toContain(level);
    }
  });

  it("names an error and where it was made, without its message", async () => {
    const code = "ECONNREFUSED";
    const broken = {
      ...says("broken"),
      run: (): never => {
        const cause = Object.assign(new Error("MESSAGE"), { code });
        cause.cause = cause;
        throw new TypeError("MESSAGE\n    at MESSAGE (x:1:1)", { cause });
      },
    };
    const { call, lines, text } = logged([broken]);
    await call("/run/broken", { method: "POST", headers: asBackend });
    const [line] = lines();
    expect(line).toMatchObject({
      level: "error",
      msg: "error",
      error: { name: "TypeError", cause: { name: "Error", code } },
    });
    expect(line).toHaveProperty("error.at[0]", expect.stringContaining("log.test.ts"));
    expect(text()).not.toContain("MESSAGE");
  });

  it("says what was wrong with what a workflow yielded, and none of it", async () => {
    const broken: Workflow = {
      ...says("broken"),
      async *run() {
        yield { type: "source", url: "ftp://SECRET.example/" };
      },
    };
    const { call, lines, text } = logged([broken]);
    await call("/run/broken", { method: "POST", headers: asBackend });
    const message = "the url of a source must be an http or https address";
    expect(lines()[0]).toMatchObject({ error: { name: "InvalidOutputError", message } });
    expect(text()).not.toContain("SECRET");
  });

  it("leaves it to onError how an error is told", async () => {
    const seen: unknown[] = [];
    const broken = {
      ...says("broken"),
      run: (): never => {
        throw new Error("MESSAGE");
      },
    };
    const { call, lines } = logged([broken], { onError: (error) => void seen.push(error) });
    await call("/run/broken", { method: "POST", headers: asBackend });
    expect(seen).toEqual([new Error("MESSAGE")]);
    expect(lines().map(({ msg }) => msg)).toEqual(["run", "request"]);
    expect(lines()[1]).toMatchObject({ level: "error", status: 502 });
  });

  it("says nothing of health, but of a store that is down", async () => {
    const { call, lines } = logged([explain]);
    await call("/healthz");
    await call("/readyz");
    expect(lines()).toEqual([]);
    const ping = async (): Promise<never> => Promise.reject("down");
    const down = logged([explain], { store: { ...memoryStore(), ping } });
    await down.call("/readyz");
    expect(down.last()).toMatchObject({ status: 503, errorCode: "store_unavailable" });
    expect(down.lines()[0]).toMatchObject({ error: { name: "string", at: [] } });
  });

  it("that throws does no harm", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const fail = (): never => {
      throw new Error("disk full");
    };
    const logger = { info: fail, warn: fail, error: fail };
    const { call } = logged([explain], { logger });
    const body = JSON.stringify({ topic: "tea" });
    const answer = await call("/run/explain", { method: "POST", headers: asBackend, body });
    expect(answer.status).toBe(200);
    expect(log).toHaveBeenCalled();
  });

  it("warns once of a proxy it was not told of", async () => {
    const { call, lines } = logged([explain]);
    const headers = { "x-forwarded-for": "1.2.3.4" };
    await call("/healthz", { headers });
    await call("/healthz", { headers });
    expect(lines()).toMatchObject([{ level: "warn", msg: expect.stringContaining("trustProxy") }]);
    expect(JSON.stringify(lines())).not.toContain("1.2.3.4");
  });

  it("warns of no dev server's own proxy", async () => {
    vi.stubEnv("NODE_ENV", "development");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { call, lines } = logged([explain]);
    await call("/healthz", { headers: { "x-forwarded-for": "1.2.3.4" } });
    expect(lines()).toEqual([]);
  });
});
