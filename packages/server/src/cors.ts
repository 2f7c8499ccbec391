import type { MiddlewareHandler } from "hono";
import { originOf } from "./origin.ts";

const PREFLIGHT_HEADERS = {
  "access-control-allow-methods": "GET, POST, DELETE",
  "access-control-allow-headers":
    "authorization, content-type, run-key, last-event-id, user-agent, traceparent, tracestate",
  "access-control-max-age": "7200",
};

const EXPOSED_HEADERS = [
  "run-id",
  "run-offset",
  "run-parts",
  "run-detached",
  "retry-after",
  "ratelimit",
  "ratelimit-policy",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-vercel-ai-ui-message-stream",
].join(", ");

/**
 * Checks that each origin is written as browsers send it, since others never match.
 * @throws TypeError when one is not.
 */
export function checkOrigins(allowedOrigins: "*" | readonly string[]): void {
  if (allowedOrigins === "*") return;
  for (const origin of allowedOrigins) {
    const sent = originOf(origin);
    if (origin === "null" || origin === sent) continue;
    const example = sent ?? "https://app.example";
    throw new TypeError(
      `allowedOrigins holds "${origin}": an origin is a scheme, a host and at most a port, such as ${example}`,
    );
  }
}

/** Answers preflights, and puts the CORS headers on every answer of a route, errors too. Never with credentials. */
export function cors(allowedOrigins: "*" | readonly string[]): MiddlewareHandler {
  function allowedOrigin(origin: string | undefined): string | undefined {
    if (allowedOrigins === "*") return "*";
    return origin !== undefined && allowedOrigins.includes(origin) ? origin : undefined;
  }

  return async (context, next) => {
    if (context.req.method === "OPTIONS") {
      context.res = new Response(null, { status: 204, headers: PREFLIGHT_HEADERS });
    } else {
      await next();
      context.res.headers.set("access-control-expose-headers", EXPOSED_HEADERS);
    }
    const { headers } = context.res;
    headers.set("vary", "Accept, Origin");
    headers.set("cache-control", headers.get("cache-control") ?? "no-store");
    const origin = allowedOrigin(context.req.header("origin"));
    if (origin !== undefined) headers.set("access-control-allow-origin", origin);
  };
}
