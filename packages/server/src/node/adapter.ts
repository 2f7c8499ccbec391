import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { getRequestListener } from "@hono/node-server";

/** A request as Node has it. */
export type Incoming = IncomingMessage | Http2ServerRequest;

/** An answer as Node has it. */
export type Outgoing = ServerResponse | Http2ServerResponse;

/** Answers one request. */
export type Fetch = (request: Request, node: { readonly incoming: Incoming }) => Promise<Response>;

// HTTP/1.0 may name no host, and health checks of proxies don't.
const FALLBACK_HOST = "localhost";

/**
 * Creates a listener of Node's HTTP servers. A response that closes before it is whole aborts its request's signal.
 * @param ownsProcess replaces the runtime's `Request` and `Response` by lighter ones, which an app that is not ours may not expect.
 */
export function adaptToNode(
  fetch: Fetch,
  ownsProcess: boolean,
): (incoming: Incoming, outgoing: Outgoing) => Promise<void> {
  return getRequestListener(fetch, {
    hostname: FALLBACK_HOST,
    overrideGlobalObjects: ownsProcess,
  });
}
