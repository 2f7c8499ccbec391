import type { MiddlewareHandler } from "hono";

/** What a strict site allows its pages: nothing inline, nothing from elsewhere, and no other site to frame them. The packages need no more. */
const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** Whether this machine alone can reach an address that a server listens on. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/**
 * Refuses what was sent to another name than this machine's: a page whose name was made to lead here would pass for one of ours.
 * @param host What the server listens on; what other machines reach may have any name.
 */
export function requireOwnName(host: string): MiddlewareHandler {
  const names = new Set([...LOOPBACK_NAMES, host]);
  return async (c, next) => {
    if (isLoopback(host) && !names.has(new URL(c.req.url).hostname)) {
      return c.text("This demo is served to its own machine alone.\n", 403);
    }
    return next();
  };
}

/** Whether a page of this site asks, as far as its browser tells: curl says nothing, an old Safari where the page is from. */
export function isFromOwnPage({ headers, url }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  return origin === null || origin === new URL(url).origin;
}

/** Says of every answer what a page may do with it. */
export const withPageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set("content-security-policy", PAGE_POLICY);
  headers.set("x-content-type-options", "nosniff");
};
