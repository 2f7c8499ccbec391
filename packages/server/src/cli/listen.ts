import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { WorkflowServer } from "../server.ts";
import { CliError, codeOf, messageOf } from "./failure.ts";

// Longer than proxies keep an idle connection (60 s is common), so that none is closed just when a proxy uses it again.
const KEEP_ALIVE_MS = 65_000;

/**
 * Serves over HTTP/1.1. Without a host it listens on all addresses.
 * @throws CliError when the port can't be had.
 */
export async function listen(
  { fetch }: WorkflowServer,
  port: number,
  host: string | undefined,
): Promise<Server> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(refusal(error, port, host)));
    server.listen({ port, host }, resolve);
  });
  return server;
}

/** The port that a server has. */
export function portOf(server: Server): number {
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
