import cluster from "node:cluster";
import { once } from "node:events";
import { createServer as createHttpServer, type Server } from "node:http";
import {
  createServer,
  type AddressInfo,
  type ListenOptions,
  type Server as NetServer,
} from "node:net";
import { adaptToNode } from "../node/adapter.ts";
import type { WorkflowServer } from "../server.ts";
import { CliError, codeOf, messageOf } from "./failure.ts";

/** A port that is served. */
export interface Listening {
  readonly port: number;
  /** Takes no new connection; those that are open are served on. */
  leave(): void;
  /** Takes no new connection, and cuts those that are still in use after `lastReadersMs`. */
  close(lastReadersMs: number): Promise<void>;
}

type Fetch = WorkflowServer["fetch"];

// Longer than proxies keep an idle connection (60 s is common), so that none is closed just when a proxy uses it again.
const KEEP_ALIVE_MS = 65_000;

// Node takes one connection from a listening socket in each turn of its loop. Turns are long when many streams flow, and
// behind one socket each new client would wait as many of them as there are clients before it.
const SOCKETS = 16;
// In a worker, without the cluster's own way to share.
const SHARED = { reusePort: true, exclusive: true } as const;

/**
 * Serves over HTTP/1.1. Without a host it listens on all addresses.
 * @throws CliError when the port can't be had.
 */
export async function listen(
  { fetch }: Pick<WorkflowServer, "fetch">,
  port: number,
  host: string | undefined,
): Promise<Listening> {
  const servers = await openAll(fetch, port, host).catch((error: unknown) => {
    throw refusal(error, port, host);
  });
  return {
    port: portOf(servers[0]),
    leave() {
      for (const server of servers) server.close();
    },
    async close(lastReadersMs) {
      await Promise.all(servers.map((server) => close(server, lastReadersMs)));
    },
  };
}

/**
 * Finds out whether a port is free, and which one for 0.
 * @throws CliError when it can't be had.
 */
export async function findPort(port: number, host: string | undefined): Promise<number> {
  // Sockets that share a port would share it with a stranger's too: only a plain one finds out that it is taken.
  const plain = createServer();
  await listening(plain, { port, host }).catch((error: unknown) => {
    throw refusal(error, port, host);
  });
  const found = portOf(plain);
  plain.close();
  await once(plain, "close");
  return found;
}

async function openAll(
  fetch: Fetch,
  port: number,
  host: string | undefined,
): Promise<readonly [Server, ...Server[]]> {
  // One socket, which the workers of a cluster have together.
  if (!(await canSharePorts())) return [await open(fetch, { port, host })];
  // Whoever started this worker has looked, and other workers are there already.
  const found = cluster.isWorker ? port : await findPort(port, host);
  const options = { port: found, host, ...SHARED };
  const rest = Array.from({ length: SOCKETS - 1 }, () => open(fetch, options));
  return Promise.all([open(fetch, options), ...rest]);
}

/** Whether this runtime and its system know how: Node from 22.12 on, on Linux and some others. */
async function canSharePorts(): Promise<boolean> {
  const [one, two] = [createServer(), createServer()];
  try {
    await listening(one, { port: 0, host: "127.0.0.1", ...SHARED });
    await listening(two, { port: portOf(one), host: "127.0.0.1", ...SHARED });
    return true;
  } catch {
    return false;
  } finally {
    one.close();
    two.close();
  }
}

async function open(fetch: Fetch, options: ListenOptions): Promise<Server> {
  const answer = adaptToNode(fetch, true);
  const server = createHttpServer((incoming, outgoing) => void answer(incoming, outgoing));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listening(server, options);
  return server;
}

function listening(server: NetServer, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options, resolve);
  });
}

async function close(server: Server, lastReadersMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), lastReadersMs);
  await closed;
  clearTimeout(cut);
}

function portOf(server: NetServer): number {
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
