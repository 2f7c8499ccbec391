import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { newRunKey } from "../support.ts";
import { portOf, run, start, type Running } from "./command.ts";

const index = new URL("../../src/index.ts", import.meta.url).href;
const key = "sk_test";
const asBackend = { authorization: `Bearer ${key}` };

// It says a word at once and the rest when its signal or its time comes.
const workflows = `
import { defineWorkflow, WorkflowError } from "${index}";
const inputs = { "~standard": { version: 1 as const, vendor: "test", validate: (value: unknown) => ({ value }) } };
const slow = defineWorkflow({ id: "slow", inputs, async *run(inputs, { signal }) {
  yield "begun";
  const { ms = 0 } = inputs as { ms?: number };
  await new Promise<void>((resolve) => { setTimeout(resolve, ms); signal.addEventListener("abort", () => resolve()); });
  if (signal.aborted) throw signal.reason;
  yield " and done";
} });
const failing = defineWorkflow({ id: "failing", inputs, async *run() { throw new Error("SECRET INPUT"); } });
`;
const asArray = { "w.ts": `${workflows}\nexport default [slow, failing];` };
const asOptions = {
  "w.ts": `${workflows}\nexport default { workflows: [slow], secretKeys: ["${key}"], basePath: "/file", limits: { tokensPerMinute: 7 } };`,
};

async function serving(
  args: string[] = [],
  options: Parameters<typeof start>[1] = {},
): Promise<{ running: Running; base: string }> {
  const local = ["serve", "w.ts", "--port", "0", "--host", "127.0.0.1"];
  const env = { SECRET_KEYS: key };
  const running = start([...local, ...args], { files: asArray, env, ...options });
  return { running, base: `http://127.0.0.1:${await portOf(running)}` };
}

async function stream(base: string, init: RequestInit & { path?: string } = {}): Promise<Response> {
  const answer = await fetch(`${base}/api/v1/token`, { headers: asBackend });
  const { token } = (await answer.json()) as { token: string };
  const url = `${base}/api/v1/run/slow/stream?token=${token}`;
  return fetch(url, { method: "POST", body: "{}", ...init });
}

describe("help, version and keygen", () => {
  it("help names every option, and every variable", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    const source = readFileSync(
      fileURLToPath(new URL("../../src/cli/commandLine.ts", import.meta.url)),
      "utf8",
    );
    const names = [...source.matchAll(/^ {2}"?([a-z-]+)"?: \{ type: /gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(stdout).toContain(`--${name}`);
    for (const name of ["SECRET_KEYS", "SECRET_KEY_SHA256S", "PORT", "REDIS_URL"]) {
      expect(stdout).toContain(name);
    }
  });

  it("version is the package's", async () => {
    const { code, stdout } = await run(["--version"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/)]);
  });

  it("keygen makes a key of 256 bits, and its digest opens with it", async () => {
    const [first, second] = [await run(["keygen", "--name", "web"]), await run(["keygen"])];
    const [made] = /sk_[\w-]{43}(?=\n)/.exec(first.stdout) ?? [""];
    const digest = createHash("sha256").update(made).digest("hex");
    expect(first.stdout).toContain(`SECRET_KEY_SHA256S=web=${digest}\n`);
    expect(second.stdout).toMatch(/SECRET_KEY_SHA256S=[\da-f]{64}\n/);
    expect(second.stdout).not.toContain(made);

    const { base } = await serving([], { env: { SECRET_KEY_SHA256S: `web=${digest}` } });
    const headers = { authorization: `Bearer ${made}` };
    expect((await fetch(`${base}/api/v1/token`, { headers })).status).toBe(200);
  });
});

describe("serve", () => {
  it("serves a file of TypeScript, and logs what it does as lines of JSON", async () => {
    const { running, base } = await serving();
    const response = await stream(base);
    expect(response.headers.get("ratelimit-policy")).toBe('"streams";q=600;w=60');
    expect(await response.text()).toBe("begun and done");
    await fetch(`${base}/api/v1/run/failing`, { method: "POST", headers: asBackend, body: "{}" });
    await expect.poll(running.stdout).toContain('/run/:workflowId"');
    const lines = running
      .stdout()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({
      msg: "listening",
      workflows: ["slow", "failing"],
      store: "memory",
    });
    expect(lines.map(({ msg }) => msg).sort()).toEqual(
      ["error", "listening", "request", "request", "request", "run", "run"].sort(),
    );
    expect(running.stdout()).not.toMatch(/SECRET|\bsk_|pub_tok_/);
  });

  it.each([
    "GET /readyz HTTP/1.0\r\n\r\n",
    "OPTIONS /readyz HTTP/1.0\r\n\r\n",
    "GET /readyz HTTP/1.0\r\nHost:\r\n\r\n",
  ])("answers a proxy's health check that names no host: %j", async (request) => {
    const { base } = await serving();
    const socket = connect(Number(new URL(base).port), "127.0.0.1");
    socket.end(request);
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    expect(answer).toMatch(request.startsWith("GET") ? /^HTTP\/1\.1 200 OK/ : /^HTTP\/1\.1 404 /);
  });

  it("logs what errors say only when asked to", async () => {
    const { running, base } = await serving(["--log-error-messages"]);
    await fetch(`${base}/api/v1/run/failing`, { method: "POST", headers: asBackend, body: "{}" });
    expect(running.stdout()).toContain("SECRET INPUT");
  });

  it("takes options from the file, and the command line above them", async () => {
    const fromFile = await serving([], { files: asOptions, env: {} });
    const token = await fetch(`${fromFile.base}/file/token`, { headers: asBackend });
    expect(token.headers.get("ratelimit-policy")).toBe('"tokens";q=7;w=60');

    const args = ["--base-path", "/line", "--origins", "https://a.test, https://b.test"];
    const above = await serving(args, { files: asOptions, env: { SECRET_KEYS: "sk_env" } });
    for (const key of ["sk_test", "sk_env"]) {
      const headers = { authorization: `Bearer ${key}` };
      expect((await fetch(`${above.base}/line/token`, { headers })).status).toBe(200);
    }
    const headers = { origin: "https://b.test" };
    const denied = await fetch(`${above.base}/line/runs/x`, { headers });
    expect(denied.headers.get("access-control-allow-origin")).toBe("https://b.test");
  });

  it("needs no secret key where the file says who asks", async () => {
    const files = {
      "w.ts": `${workflows}\nexport default { workflows: [slow], authorize: () => "ada" };`,
    };
    const { base } = await serving([], { files, env: {} });
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    expect((await fetch(`${base}/api/v1/token`, { headers: asBackend })).status).toBe(401);
  });

  it("keeps to the file's store whatever REDIS_URL says, but not against --store", async () => {
    const files = {
      "w.ts": `import { memoryStore } from "${index}"; ${workflows}
        const store = { ...memoryStore(), ping: async () => console.log("the file's store") };
        export default { workflows: [slow], store };`,
    };
    const env = { SECRET_KEYS: key, REDIS_URL: "redis://127.0.0.1:1" };
    const own = await serving([], { files, env });
    expect((await fetch(`${own.base}/readyz`)).status).toBe(200);
    expect(own.running.stdout()).toContain("the file's store");
    expect(own.running.stdout()).toContain('"store":"own"');

    const other = await serving(["--store", "memory"], { files, env });
    expect((await fetch(`${other.base}/readyz`)).status).toBe(200);
    expect(other.running.stdout()).not.toContain("the file's store");
    expect(other.running.stdout()).toContain('"store":"memory"');
  });

  it("counts by the socket's address, or by what a trusted proxy says", async () => {
    const limited = {
      "w.ts": `${workflows}\nexport default { workflows: [slow], limits: { failuresPerMinute: 1 } };`,
    };
    const statuses = async (args: string[]): Promise<number[]> => {
      const { base } = await serving(args, { files: limited });
      const answers = [];
      for (const client of ["1.1.1.1", "2.2.2.2", "3.3.3.3"]) {
        const headers = { "x-forwarded-for": client };
        answers.push((await fetch(`${base}/api/v1/token`, { headers })).status);
      }
      return answers;
    };
    expect(await statuses([])).toEqual([401, 429, 429]);
    expect(await statuses(["--trust-proxy", "1"])).toEqual([401, 401, 401]);
    expect(await statuses(["--trust-proxy", "10.0.0.0/8, 127.0.0.1"])).toEqual([401, 401, 401]);
  });
});

describe("a signal", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "%s lets running runs finish, then exits with 0",
    async (signal) => {
      const { running, base } = await serving();
      const response = await stream(base, { body: `{"ms":600}`, headers: newRunKey().headers });
      running.child.kill(signal);
      expect(await response.text()).toBe("begun and done");
      expect(await running.ended).toBe(0);
      expect(running.stdout()).toContain('"msg":"closed"');
    },
  );

  it("ends what still runs after the grace period", async () => {
    const { running, base } = await serving(["--grace-seconds", "0.2"]);
    const headers = { ...newRunKey().headers, accept: "text/event-stream" };
    const response = await stream(base, { body: `{"ms":60000}`, headers });
    running.child.kill("SIGTERM");
    expect(await response.text()).toContain('"code":"draining"');
    expect(await running.ended).toBe(0);
  });

  it("twice exits at once", async () => {
    const { running, base } = await serving();
    const response = await stream(base, { body: `{"ms":60000}`, headers: newRunKey().headers });
    running.child.kill("SIGTERM");
    await expect.poll(running.stdout).toContain("draining");
    running.child.kill("SIGTERM");
    expect(await running.ended).toBe(1);
    await expect(response.text()).rejects.toThrow();
  });
});

describeWithRedis("serve on Redis", () => {
  let redis: RedisServer;
  beforeAll(async () => void (redis = await startRedis()));
  afterAll(() => redis.stop());

  it("shares tokens and limits between two processes", async () => {
    const files = {
      "w.ts": `${workflows}\nexport default { workflows: [slow], limits: { tokensPerMinute: 3 } };`,
    };
    const [a, b] = [
      await serving(["--store", redis.url], { files }),
      await serving([], { files, env: { SECRET_KEYS: key, REDIS_URL: redis.url } }),
    ];
    const ask = (base: string) => fetch(`${base}/api/v1/token`, { headers: asBackend });
    const { token } = (await (await ask(a.base)).json()) as { token: string };
    const url = `${b.base}/api/v1/run/slow/stream?token=${token}`;
    expect(await (await fetch(url, { method: "POST", body: "{}" })).text()).toBe("begun and done");
    const statuses = [await ask(b.base), await ask(a.base), await ask(b.base), await ask(a.base)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
    expect(a.running.stdout()).toContain('"store":"redis"');
    a.running.child.kill("SIGTERM");
    expect(await a.running.ended).toBe(0);
  });
});
