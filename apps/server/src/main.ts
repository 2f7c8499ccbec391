import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { redisStore } from "@workflow-stream/server/redis";
import { createDemoApp } from "./app.ts";
import { listen } from "./listen.ts";

const host = process.env.HOST ?? "127.0.0.1";
const wantedPort = readNumber("PORT", 4000);
const secretKey =
  process.env.WORKFLOW_SECRET_KEY ?? `sk_demo_${randomBytes(18).toString("base64url")}`;
const wordsPerSecond = readNumber("PACE", 40);
const { REDIS_URL } = process.env;
const store = REDIS_URL ? redisStore({ url: REDIS_URL }) : undefined;
const keeping = {
  ...(store && { store }),
  detachedGraceMs: readNumber("DETACHED_GRACE_MS", 30_000),
  detachedMs: readNumber("DETACHED_MS", 300_000),
};

const app = createDemoApp({ secretKey, host, wordsPerSecond, keeping, log: console.log });
const server = createAdaptorServer({
  fetch: (request, bindings) => app.fetch(request, bindings as HttpBindings),
  // HTTP/1.0 may name no host.
  hostname: "localhost",
}) as Server;
await listen(server, wantedPort, host).catch(fail);
const { port } = server.address() as AddressInfo;
const shownHost = host === "127.0.0.1" || host === "0.0.0.0" || host === "::" ? "localhost" : host;
const origin = `http://${shownHost.includes(":") ? `[${shownHost}]` : shownHost}:${port}`;

if (port !== wantedPort && wantedPort !== 0)
  console.log(`\nPort ${wantedPort} is taken; this is port ${port}.`);
console.log(`
  ${origin}

Secret key of this demo (it stays on the server): ${secretKey}

A single-use token, good for five minutes:

TOKEN=$(curl --silent --header 'Authorization: Bearer ${secretKey}' '${origin}/api/v1/token?ttl=300' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/'); echo "$TOKEN"

A stream, with that token; a second time it is refused:

curl --no-buffer --header 'Content-Type: application/json' --data '{"topic":"vision pro"}' "${origin}/api/v1/run/explain/stream?token=$TOKEN"

Ctrl-C ends it.
`);

let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    void end();
  });

/** Ends running streams with a word of it, and then the process. */
async function end(): Promise<void> {
  server.close();
  await app.workflows.close({ graceMs: 0 });
  await store?.close();
  server.closeAllConnections();
  process.exit(0);
}

function readNumber(name: string, fallback: number): number {
  const value = Number(process.env[name] || fallback);
  return value >= 0
    ? value
    : fail(new Error(`${name} must be a number, not “${process.env[name]}”.`));
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
