import type { MiddlewareHandler } from "hono";

const preflightHeaders = {
  "access-control-allow-methods": "GET, POST, DELETE",
  "access-control-allow-headers": "authorization, content-type, run-key, last-event-id, user-agent",
  "access-control-max-age": "7200",
};

const exposedHeaders = [
  "run-id",
  "run-offset",
  "retry-after",
  "ratelimit",
  "ratelimit-policy",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-vercel-ai-ui-message-stream",
].join(", ");

/** Answers preflights, and puts the CORS headers on every answer of a route, errors too. Never with credentials. */
export function cors(allowedOrigins: "*" | readonly string[]): MiddlewareHandler {
  function allowedOrigin(origin: string | undefined): string | undefined {
    if (allowedOrigins === "*") return "*";
    return origin !== undefined && allowedOrigins.includes(origin) ? origin : undefined;
  }

  return async (context, next) => {
    if (context.req.method === "OPTIONS") {
      context.res = new Response(null, { status: 204, headers: preflightHeaders });
    } else {
      await next();
      context.res.headers.set("access-control-expose-headers", exposedHeaders);
    }
    const { headers } = context.res;
    headers.set("vary", "Accept, Origin");
    headers.set("cache-control", headers.get("cache-control") ?? "no-store");
    const origin = allowedOrigin(context.req.header("origin"));
    if (origin !== undefined) headers.set("access-control-allow-origin", origin);
  };
}
