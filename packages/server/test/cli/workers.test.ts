import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { newRunKey } from "../support.ts";
import { portOf, run, start, type Running } from "./command.ts";

const index = new URL("../../src/index.ts", import.meta.url).href;
const KEY = "sk_test";
const asBackend = { authorization: `Bearer ${KEY}` };
const env = { SECRET_KEYS: KEY };
const RESTARTED_MS = 15_000;

const workflows = `
import { defineWorkflow, memoryStore } from "${index}";
const inputs = { "~standard": { version: 1 as const, vendor: "test", validate: (value: unknown) => ({ value }) } };
const slow = defineWorkflow({ id: "slow", inputs, async *run(inputs, { signal }) {
  yield "begun";
  const { ms = 0 } = inputs as { ms?: number };
  await new Promise<void>((resolve) => { setTimeout(resolve, ms); signal.addEventListener("abort", () => resolve()); });
  if (signal.aborted) throw signal.reason;
  yield " and done";
} });
const floating = defineWorkflow({ id: "floating", inputs, async *run(inputs, { signal }) {
  yield "begun";
  void Promise.reject(new Error("nobody awaits this"));
  await new Promise<void>((resolve) => setTimeout(resolve, 2_000));
  yield " and done";
} });
`;
const files = { "w.ts": `${workflows}\nexport default [slow, floating];` };

interface Line {
  readonly msg: string;
  readonly worker?: number;
  readonly pid?: number;
  readonly port?: number;
}

function logOf({ stdout }: Running): Line[] {
  const lines = stdout().split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Line);
}

const said = (running: Running, msg: string): Line[] =>
  logOf(running).filter((line) => line.msg === msg);

describe("workers that share no store are refused in a sentence", () => {
  it.each([
    ["none was named", [], "[slow]"],
    ["memory was named", ["--store", "memory"], "[slow]"],
    ["the file has one in memory", [], "{ workflows: [slow], store: memoryStore() }"],
    [
      "the file has one that rests on memory",
      [],
      "{ workflows: [slow], store: { ...memoryStore(), async ping() {} } }",
    ],
  ])("when %s", async (_why, args, exported) => {
    const file = { "w.ts": `${workflows}\nexport default ${exported};` };
    const line = ["serve", "w.ts", "--port", "0", "--workers", "2", ...args];
    const { code, stdout, stderr } = await run(line, { files: file, env });
    expect(code).toBe(1);
    expect(stderr).toBe(
      "workflow-stream: several workers need a store that they share: name one with --store redis://…, or REDIS_URL\n",
    );
    expect(stdout).toBe("");
  });

  it("and one worker may well have it", async () => {
    const line = ["serve", "w.ts", "--port", "0", "--host", "127.0.0.1", "--workers", "1"];
    const running = start(line, { files, env });
    const base = `http://127.0.0.1:${await portOf(running)}`;
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
  });
});

describeWithRedis("workers on Redis", () => {
  let redis: RedisServer;
  beforeAll(async () => void (redis = await startRedis()));
  afterAll(() => redis.stop());

  async function serving(
    workers: number,
    ...args: string[]
  ): Promise<{ running: Running; base: string }> {
    const line = ["serve", "w.ts", "--port", "0", "--host", "127.0.0.1", "--store", redis.url];
    const running = start([...line, "--workers", String(workers), ...args], { files, env });
    const port = await portOf(running);
    await listening(running, workers);
    return { running, base: `http://127.0.0.1:${port}` };
  }

  async function listening(running: Running, times: number): Promise<void> {
    const count = (): number => said(running, "listening").length;
    await expect.poll(count, { timeout: RESTARTED_MS }).toBe(times);
  }

  async function token(base: string): Promise<string> {
    // A connection of its own, so that any worker may get it.
    const headers = { ...asBackend, connection: "close" };
    const answer = await fetch(`${base}/api/v1/token`, { headers });
    return ((await answer.json()) as { token: string }).token;
  }

  async function stream(base: string, ms: number, workflow = "slow"): Promise<Response> {
    const url = `${base}/api/v1/run/${workflow}/stream?token=${await token(base)}`;
    const headers = { ...newRunKey().headers, accept: "text/event-stream", connection: "close" };
    return fetch(url, { method: "POST", body: JSON.stringify({ ms }), headers });
  }

  it("serve one port, each its share, and know each other's tokens", async () => {
    const { running, base } = await serving(2);
    const ports = said(running, "listening").map(({ port }) => port);
    expect(ports[0]).toBe(ports[1]);
    const served = (): number => new Set(said(running, "run").map(({ worker }) => worker)).size;
    // Which worker gets a connection is chance: that one gets none of 40 is none.
    for (let n = 0; n < 40 && served() < 2; n++) {
      expect(await (await stream(base, 0)).text()).toContain("and done");
    }
    await expect.poll(served).toBe(2);
  });

  it("are started again when one dies, while the other serves", async () => {
    const { running, base } = await serving(2);
    const [victim, other] = said(running, "listening");
    process.kill(victim?.pid ?? 0, "SIGKILL");
    await expect.poll(() => said(running, "worker ended").length).toBe(1);
    expect(said(running, "worker ended")).toMatchObject([
      { worker: victim?.worker, signal: "SIGKILL" },
    ]);
    expect((await fetch(`${base}/readyz`, { headers: { connection: "close" } })).status).toBe(200);
    await listening(running, 3);
    process.kill(other?.pid ?? 0, "SIGKILL");
    await expect.poll(() => said(running, "worker ended").length).toBe(2);
    expect(await (await stream(base, 0)).text()).toContain("and done");
    await listening(running, 4);
  });

  it("that can't begin again are not started over and over", async () => {
    const { running } = await serving(2);
    const [victim] = said(running, "listening");
    redis.signal("SIGSTOP");
    process.kill(victim?.pid ?? 0, "SIGKILL");
    await sleep(2_500);
    expect(said(running, "worker ended").length).toBeLessThanOrEqual(3);
    redis.signal("SIGCONT");
    await listening(running, 3);
  });

  it.each(["SIGTERM", "SIGINT"] as const)("are drained together by %s", async (signal) => {
    const { running, base } = await serving(2);
    const bodies = await Promise.all(Array.from({ length: 4 }, () => stream(base, 800)));
    running.child.kill(signal);
    const texts = await Promise.all(bodies.map((body) => body.text()));
    for (const text of texts) expect(text).toContain("and done");
    expect(await running.ended).toBe(0);
    expect(
      said(running, "draining")
        .map(({ worker }) => worker)
        .sort(),
    ).toEqual([1, 2]);
    expect(said(running, "closed").length).toBe(2);
    expect(said(running, "worker ended")).toEqual([]);
  });

  it("drain once, though a terminal sends its signal to each of them too", async () => {
    const { running, base } = await serving(2);
    const body = await stream(base, 800);
    for (const { pid = 0 } of said(running, "listening")) process.kill(pid, "SIGINT");
    running.child.kill("SIGINT");
    expect(await body.text()).toContain("and done");
    expect(await running.ended).toBe(0);
  });

  it("take no new clients when they end alone, and the others do", async () => {
    const { running, base } = await serving(2);
    const body = (await stream(base, 0, "floating")).text();
    await expect.poll(() => said(running, "draining").length).toBe(1);
    for (let n = 0; n < 10; n++) {
      const response = await stream(base, 0);
      expect(response.status).toBe(200);
      await response.text();
    }
    expect(await body).toContain("and done");
    await expect.poll(() => said(running, "worker ended")).toMatchObject([{ code: 1 }]);
    await listening(running, 3);
  });

  it("end at once by a second signal", async () => {
    const { running, base } = await serving(2);
    const body = await stream(base, 60_000);
    running.child.kill("SIGTERM");
    await expect.poll(() => said(running, "draining").length).toBe(2);
    running.child.kill("SIGTERM");
    expect(await running.ended).toBe(1);
    await expect(body.text()).rejects.toThrow();
  });

  it("end with the process that started them", async () => {
    const { running } = await serving(2);
    running.child.kill("SIGKILL");
    await running.ended;
    const alive = (): number[] =>
      said(running, "listening").flatMap(({ pid = 0 }) => (isAlive(pid) ? pid : []));
    await expect.poll(alive, { timeout: 5_000 }).toEqual([]);
  });

  it("say in one message what keeps them from beginning", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const line = ["serve", "w.ts", "--host", "127.0.0.1", "--store", redis.url, "--workers", "3"];
    const { code, stderr } = await run([...line, "--port", String(port)], { files, env });
    expect(code).toBe(1);
    expect(stderr).toBe(
      `workflow-stream: can't listen: port ${port} is taken: give another one with --port\n`,
    );
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
