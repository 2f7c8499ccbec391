import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createClient } from "redis";
import { describe } from "vitest";

/** Where `redis-server` is, if it is on the path. */
export const redisServerPath: string | undefined = findOnPath("redis-server");

/** A group of tests that needs Redis; where there is none it is skipped, and its title says why. */
export function describeWithRedis(title: string, tests: () => void): void {
  if (redisServerPath) describe(title, tests);
  else describe.skip(`${title} (needs redis-server)`, tests);
}

/** A Redis of one test file, on a free port of loopback, that keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  readonly pid: number;
  /** Ends it the hard way; `start` makes it come back, empty, on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** Ends it and removes its directory. */
  stop(): Promise<void>;
}

/** Starts a server, with these arguments on top. */
export async function startRedis(...extra: string[]): Promise<RedisServer> {
  if (!redisServerPath) throw new Error("there is no redis-server on the path");
  const path = redisServerPath;
  const directory = mkdtempSync(join(tmpdir(), "redis-test-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", directory];
  const memoryOnly = ["--save", "", "--appendonly", "no"];
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawn(path, [...args, ...memoryOnly, ...extra], { stdio: "ignore" });
    await answers(url);
  }

  async function kill(): Promise<void> {
    const ended = child && child.exitCode === null ? once(child, "exit") : undefined;
    child?.kill("SIGKILL");
    await ended;
    child = undefined;
  }

  await start();
  return {
    url,
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    kill,
    signal: (name) => void child?.kill(name),
    async stop() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  const client = createClient({ url, socket: { reconnectStrategy: (n) => n < 200 && 25 } });
  client.on("error", () => {});
  await client.connect();
  await client.ping();
  await client.close();
}

// The nodes of a cluster talk to each other 10 000 ports above their own.
const highestPort = 65_535 - 10_000;

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port > highestPort ? freePort() : port;
}

function findOnPath(name: string): string | undefined {
  for (const directory of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(directory, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return undefined;
}
