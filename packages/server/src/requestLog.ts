import { guard } from "./hooks.ts";
import type { Settings } from "./settings.ts";
import type { Visit } from "./visit.ts";

/** Begins the log of a visit; the returned function writes its line. */
export type RequestLog = (visit: Visit) => (response: Response) => void;

/**
 * Creates the log of requests, one line each, when the status is known. It holds no path, query, header or body: only what the server
 * has found to be a route, an id or a name. Health checks that succeed are left out.
 */
export function createRequestLog({ logger, onError }: Settings): RequestLog {
  if (!logger) return () => () => {};
  return (visit) => {
    const startedAt = performance.now();
    return guard(({ status }) => {
      const { request, route, runId, workflowId, owner, errorCode } = visit;
      if (status === 200 && isHealthCheck(route)) return undefined;
      const fields = {
        method: request.method,
        route,
        status,
        durationMs: Math.round(performance.now() - startedAt),
        ...(runId !== undefined && { runId }),
        ...(workflowId != null && { workflowId }),
        ...(owner !== undefined && { owner }),
        ...(errorCode !== undefined && { errorCode }),
      };
      return status >= 500 ? logger.error(fields, "request") : logger.info(fields, "request");
    }, onError);
  };
}

function isHealthCheck(route = ""): boolean {
  return route.endsWith("/healthz") || route.endsWith("/readyz");
}

/** Creates a warning, given once, that a proxy is in front which the server was not told of. A dev server's own proxy is none. */
export function createProxyWarning({
  trustProxy,
  limits,
  logger,
  onError,
}: Settings): (request: Request) => void {
  let isQuiet = trustProxy !== undefined || limits.streamsPerMinute === Infinity || isDevelopment();
  const warn = guard(
    (message: string) => (logger ? logger.warn({}, message) : console.warn(message)),
    onError,
  );
  return ({ headers }) => {
    if (isQuiet || !headers.has("x-forwarded-for")) return;
    isQuiet = true;
    warn(
      "requests come through a proxy, and the limits count all of its clients as one: set trustProxy",
    );
  };
}

/** Whether this is a framework's dev server, by what they all set. Not every runtime has a `process`. */
function isDevelopment(): boolean {
  const { process }: { process?: { env?: Readonly<Record<string, string | undefined>> } } =
    globalThis;
  return process?.env?.NODE_ENV === "development";
}
