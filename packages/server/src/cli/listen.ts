import cluster from "node:cluster";
import type { Server } from "node:http";
import type { AddressInfo, ListenOptions } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { WorkflowServer } from "../server.ts";
import { CliError, codeOf, messageOf } from "./failure.ts";

/** A port that is served. */
export interface Listening {
  readonly port: number;
  /** Takes no new connection, and cuts those that are still in use after `lastReadersMs`. */
  close(lastReadersMs: number): Promise<void>;
}

type Fetch = WorkflowServer["fetch"];

// Longer than proxies keep an idle connection (60 s is common), so that none is closed just when a proxy uses it again.
const KEEP_ALIVE_MS = 65_000;

// Node takes one connection from a listening socket in each turn of its loop. Turns are long when many streams flow, and
// behind one socket each new client would wait as many of them as there are clients before it.
const SOCKETS = 16;

/**
 * Serves over HTTP/1.1. Without a host it listens on all addresses.
 * @throws CliError when the port can't be had.
 */
export async function listen(
  { fetch }: WorkflowServer,
  port: number,
  host: string | undefined,
): Promise<Listening> {
  const servers = await openAll(fetch, port, host).catch((error: unknown) => {
    throw refusal(error, port, host);
  });
  return {
    port: portOf(servers[0]),
    async close(lastReadersMs) {
      await Promise.all(servers.map((server) => close(server, lastReadersMs)));
    },
  };
}

async function openAll(
  fetch: Fetch,
  port: number,
  host: string | undefined,
): Promise<readonly [Server, ...Server[]]> {
  // Sockets that share a port would share it with a stranger's too: only a plain one finds out that it is taken.
  const plain = await open(fetch, { port, host });
  // A worker is handed its connections by the process that started it.
  if (cluster.isWorker) return [plain];
  const shared = { port: portOf(plain), host, reusePort: true };
  await close(plain, 0);
  const first = await open(fetch, shared).catch((error: unknown) => {
    if (codeOf(error) !== "ENOTSUP") throw error;
    return open(fetch, { ...shared, reusePort: false });
  });
  // Where ports can't be shared a second socket is refused, and one is enough to serve.
  const tries = Array.from({ length: SOCKETS - 1 }, () => open(fetch, shared));
  const opened = await Promise.allSettled(tries);
  return [first, ...opened.flatMap((one) => (one.status === "fulfilled" ? one.value : []))];
}

function open(fetch: Fetch, options: ListenOptions): Promise<Server> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options, () => resolve(server));
  });
}

async function close(server: Server, lastReadersMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), lastReadersMs);
  await closed;
  clearTimeout(cut);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function refusal(error: unknown, port: number, host = "any address"): CliError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} is taken: give another one with --port`,
    EACCES: `port ${port} needs rights that this process does not have`,
    EADDRNOTAVAIL: `this machine does not have the address ${host}`,
    ENOTFOUND: `there is no host ${host}`,
  };
  const reason = reasons[codeOf(error) ?? ""] ?? messageOf(error);
  return new CliError(`can't listen: ${reason}`, { cause: error });
}
