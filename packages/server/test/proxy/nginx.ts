import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { onTestFinished } from "vitest";
import { freePort } from "../support/redisServer.ts";

/** Where nginx stands; `undefined` where it is not installed. */
export const nginxPath: string | undefined = [
  ...(process.env.PATH ?? "").split(delimiter),
  "/usr/sbin",
  "/usr/local/sbin",
]
  .map((folder) => join(folder, "nginx"))
  .find((path) => existsSync(path));

/** How nginx is set up, where that differs from the page on deployment. */
export interface ProxyOptions {
  /** What it speaks to the servers. Default 1.1, as on the page. */
  readonly upstreamHttp?: "1.0" | "1.1";
  /** Whether it is told to buffer, as it does by default. Default off, as on the page. */
  readonly buffering?: boolean;
  /** Whether it compresses whatever it can. Default off. */
  readonly gzip?: boolean;
  /** Whether browsers reach it by HTTP/2, without TLS. Default off. */
  readonly http2?: boolean;
}

const startTries = 5;
const pollEveryMs = 10;
const startTimeoutMs = 5_000;

/** A running nginx. */
export interface Nginx {
  readonly origin: string;
  /** What it has logged of requests. */
  accessLog(): Promise<string>;
}

/** Starts the nginx of `docs/deploy.md` in front of two servers, until the test has finished. */
export async function startNginx(
  upstreams: readonly [string, string],
  options: ProxyOptions = {},
): Promise<Nginx> {
  if (nginxPath === undefined) throw new Error("nginx is not installed");
  const folder = await mkdtemp(join(tmpdir(), "workflow-stream-nginx-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // Another program may take the port between the look and the start.
  for (let i = 0; i < startTries; i++) {
    const port = await freePort();
    const configPath = join(folder, "nginx.conf");
    await writeFile(configPath, wholeConfig(folder, siteConfig(upstreams, port, options)));
    if (await run(nginxPath, folder, configPath, port)) {
      const accessLog = (): Promise<string> => readFile(join(folder, "access.log"), "utf8");
      return { origin: `http://127.0.0.1:${port}`, accessLog };
    }
  }
  const log = await readFile(join(folder, "error.log"), "utf8").catch(() => "");
  throw new Error(`nginx did not start:\n${log}`);
}

/** The page's configuration with the addresses of the test. */
function siteConfig(
  [first, second]: readonly [string, string],
  port: number,
  { upstreamHttp = "1.1", buffering = false, gzip = false, http2 = false }: ProxyOptions,
): string {
  const config = replaceAll(documentedConfig(), {
    "10.0.0.1:3000": first,
    "10.0.0.2:3000": second,
    "listen 80;": `listen 127.0.0.1:${port}${http2 ? " http2" : ""};`,
    "/var/log/nginx/workflow-stream.log": "access.log",
    "proxy_buffering off;": `proxy_buffering ${buffering ? "on" : "off"};`,
    "proxy_http_version 1.1;": `proxy_http_version ${upstreamHttp};`,
  });
  const compress = "gzip on; gzip_types *; gzip_min_length 1; gzip_proxied any;";
  return gzip ? `${compress}\n${config}` : config;
}

function documentedConfig(): string {
  const page = readFileSync(new URL("../../../../docs/deploy.md", import.meta.url), "utf8");
  const block = /```nginx\n(.+?)```/s.exec(page)?.[1];
  if (block === undefined) throw new Error("docs/deploy.md holds no block of nginx");
  return block;
}

function replaceAll(text: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`docs/deploy.md does not say "${from}" any more`);
    return result.replaceAll(from, to);
  }, text);
}

// One worker in one process, so that one id ends it; every path below the folder of the test.
function wholeConfig(folder: string, site: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n")}
${site}
}
`;
}

/** Whether it listens. */
async function run(path: string, folder: string, config: string, port: number): Promise<boolean> {
  const child = spawn(path, ["-p", folder, "-c", config], { stdio: "ignore" });
  const ended = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  const giveUpAt = performance.now() + startTimeoutMs;
  while (child.exitCode === null && performance.now() < giveUpAt) {
    if (await accepts(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
  return false;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
