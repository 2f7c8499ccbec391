import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

const CHUNK_EVERY_MS = 50;
const WAIT_TRIES = 100;
const WAIT_EVERY_MS = 50;

/** A request as the server saw it. */
export interface SeenRequest {
  readonly headers: IncomingMessage["headers"];
  readonly bodyBytes: number;
  /** When it was over, on the scale of `performance.now()`. */
  closedAtMs?: number;
}

/** A server on loopback that notes what a browser asks of it. */
export interface ProbeServer {
  readonly origin: string;
  readonly port: number;
  /** The request for a path, once it came; `undefined` where it does not come. */
  seen(path: string): Promise<SeenRequest | undefined>;
  /** When the request for a path was over; `undefined` where that does not come. */
  closed(path: string): Promise<number | undefined>;
  close(): void;
}

/**
 * Starts a server: `/page…` is an empty page, `/stream…` a body that goes on until nobody reads it, `/cut…` one whose connection
 * breaks; anything else is noted.
 */
export async function startProbeServer(): Promise<ProbeServer> {
  const requests = new Map<string, SeenRequest>();
  const server = createServer(async (request, response) => {
    const path = request.url!;
    let bodyBytes = 0;
    for await (const chunk of request) bodyBytes += (chunk as Buffer).length;
    const seen: SeenRequest = { headers: request.headers, bodyBytes };
    requests.set(path, seen);
    response.on("close", () => (seen.closedAtMs = performance.now()));
    answer(path, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const until = async <T>(read: () => T | undefined): Promise<T | undefined> => {
    for (let tries = 0; tries < WAIT_TRIES && read() === undefined; tries++)
      await wait(WAIT_EVERY_MS);
    return read();
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    seen: (path) => until(() => requests.get(path)),
    closed: (path) => until(() => requests.get(path)?.closedAtMs),
    close: () => end(server),
  };
}

function answer(path: string, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*");
  if (path.startsWith("/page")) {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>probe</title>");
  } else if (path.startsWith("/stream")) {
    response.setHeader("content-type", "text/plain");
    response.write("a");
    const timer = setInterval(() => response.write("a"), CHUNK_EVERY_MS);
    response.on("close", () => clearInterval(timer));
  } else if (path.startsWith("/cut")) {
    response.setHeader("content-type", "text/plain");
    response.write("a");
    setTimeout(() => response.destroy(), CHUNK_EVERY_MS);
  } else {
    response.statusCode = 204;
    response.end();
  }
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}
