import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { validate } from "dockerfile-utils";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "../support/redisServer.ts";
import { buildByHand } from "./dockerfile.ts";

const dockerfile = readFileSync(new URL("../../../../deploy/Dockerfile", import.meta.url), "utf8");
const page = readFileSync(new URL("../../../../docs/deploy.md", import.meta.url), "utf8");
const packageFolder = fileURLToPath(new URL("../../", import.meta.url));
const zod = (
  JSON.parse(
    readFileSync(new URL("../../node_modules/zod/package.json", import.meta.url), "utf8"),
  ) as { version: string }
).version;

const BUILD_TIMEOUT_MS = 180_000;
// The Node of these tests, whatever else is on the path.
const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);

it("the Dockerfile is one, by its linter", () => {
  expect(validate(dockerfile)).toEqual([]);
  expect(validate(dockerfile.replace("--timeout=3s", "--timeout=3"))).toHaveLength(1);
  expect(validate(dockerfile.replace("WORKDIR /app", "WORKDIRS /app"))).toHaveLength(1);
});

it(
  "what the Dockerfile does with the folder of docs/deploy.md is a server that runs, answers its health check and ends in order",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "container-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const context = await makeContext(folder);
    const { directory, env, command, healthcheck, user } = await buildByHand(
      dockerfile,
      context,
      join(folder, "stages"),
    );
    expect(user).toBe("node");
    expect(env).toMatchObject({ NODE_ENV: "production" });

    const [program = "", entry = "", ...args] = command;
    const inFolder = { cwd: directory, env: { PATH } };
    const keygen = [entry, "keygen", "--name", "app"];
    const { stdout: made } = await promisify(execFile)(program, keygen, inFolder);
    const [, key, hashed] = /^(sk_\S+)[^]*^SECRET_KEY_SHA256S=(app=\S+)$/m.exec(made) ?? [];

    const port = await freePort();
    const inContainer = { ...env, PATH, PORT: `${port}`, SECRET_KEY_SHA256S: hashed };
    const server = spawn(program, [entry, ...args], {
      cwd: directory,
      env: inContainer,
      stdio: "pipe",
    });
    const ended = once(server, "exit");
    onTestFinished(() => void server.kill("SIGKILL"));
    let said = "";
    for (const output of [server.stdout, server.stderr]) {
      output.on("data", (chunk: Buffer) => (said += chunk.toString()));
    }
    const [checker = "", ...checks] = healthcheck;
    const check = (): number | null =>
      spawnSync(checker, checks, { cwd: directory, env: inContainer }).status;

    await expect.poll(() => said, { timeout: 20_000 }).toContain('"msg":"listening"');
    expect(check()).toBe(0);
    const api = `http://127.0.0.1:${port}/api/v1`;
    const asBackend = { authorization: `Bearer ${key}` };
    const { token } = (await (await fetch(`${api}/token`, { headers: asBackend })).json()) as {
      token: string;
    };
    const stream = await fetch(`${api}/run/count/stream?token=${token}`, {
      method: "POST",
      body: '{"to":2}',
    });
    expect(await stream.text()).toBe("1 2 ");
    server.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(check()).toBe(1);
  },
  BUILD_TIMEOUT_MS,
);

/** The folder that the page has its reader make: the workflows, and the packages that it names. */
async function makeContext(folder: string): Promise<string> {
  const context = join(folder, "context");
  mkdirSync(context);
  const [, workflows = ""] = /```ts\n(\/\/ workflows\.ts\n.+?)```/s.exec(page) ?? [];
  writeFileSync(join(context, "workflows.ts"), workflows);
  const dependencies = { "@workflow-stream/server": await publish(folder), zod };
  const manifest = { name: "stream", private: true, type: "module", dependencies };
  writeFileSync(join(context, "package.json"), JSON.stringify(manifest));
  const lock = ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"];
  // Not in one step with the event loop: npm asks this process for the package.
  await promisify(execFile)("npm", lock, { cwd: context });
  return context;
}

/** Packs the built server, and serves the package on loopback. @returns its address. */
async function publish(folder: string): Promise<string> {
  const path = join(folder, "server.tgz");
  await promisify(execFile)("pnpm", ["pack", "--out", path], { cwd: packageFolder });
  const host = createServer((_request, response) => response.end(readFileSync(path)));
  host.listen(0, "127.0.0.1");
  await once(host, "listening");
  onTestFinished(() => void host.close());
  return `http://127.0.0.1:${(host.address() as AddressInfo).port}/server.tgz`;
}
