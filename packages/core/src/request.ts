import { isBrowser, isOffline, valueOf } from "./environment.ts";
import {
  WorkflowStreamError,
  type WorkflowStreamHint,
  type WorkflowStreamPhase,
} from "./errors.ts";
import { type RunKey, runIdOf } from "./runKey.ts";
import { holdSecretKey } from "./secrets.ts";
import type { FetchedToken } from "./token.ts";
import type { RequestContext, WorkflowStreamOptions } from "./types.ts";

/** One request, ready to be sent, and sent again. */
export interface PreparedRequest {
  readonly url: string;
  readonly init: RequestInit & { headers: Headers };
  readonly token?: FetchedToken | undefined;
}

/** Prepares the request that starts a run. */
export async function prepareStart(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  token: FetchedToken | undefined,
  runKey: RunKey | undefined,
  context: RequestContext,
): Promise<PreparedRequest> {
  const { workflowId, method = "POST", tokenIn } = options;
  let url =
    options.url === undefined
      ? `${baseUrlOf(options)}/run/${encodeURIComponent(workflowId!)}/stream`
      : String(await valueOf(options.url, context)).split("#")[0]!;
  const init = await initOf(options, runKey, context);
  const { headers } = init;
  if (token && tokenIn === "header") headers.set("authorization", `Bearer ${token.value}`);
  else if (token) url += `${url.includes("?") ? "&" : "?"}token=${encodeURIComponent(token.value)}`;
  if (holdSecretKey(url, ...headers.values()))
    throw new WorkflowStreamError(
      "token_failed",
      "token",
      "A secret key must not leave a browser",
      {
        hint: "secret_key",
      },
    );
  init.method = method;
  if (!/^(get|head)$/i.test(method)) {
    init.body = body;
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
  }
  return { url, init, token };
}

/** Prepares a request about a run that was started: its stream from an offset, its status, its cancellation. */
export async function prepareFollowUp(
  options: WorkflowStreamOptions<unknown>,
  path: string,
  runKey: RunKey,
  context: RequestContext,
): Promise<PreparedRequest> {
  return {
    url: `${baseUrlOf(options)}/runs/${runIdOf(runKey)}${path}`,
    init: await initOf(options, runKey, context),
  };
}

function baseUrlOf({ baseUrl = "/api/v1" }: WorkflowStreamOptions<unknown>): string {
  return baseUrl.replace(/\/+$/, "");
}

async function initOf(
  { headers: given, credentials = "omit" }: WorkflowStreamOptions<unknown>,
  runKey: RunKey | undefined,
  context: RequestContext,
): Promise<PreparedRequest["init"]> {
  const headers = new Headers(await valueOf(given, context));
  if (!headers.has("accept")) headers.set("accept", "text/event-stream, text/plain;q=0.5");
  if (runKey) headers.set("run-key", runKey);
  return { headers, credentials };
}

/**
 * Sends a request and waits for the response's headers, for `connectTimeoutMs` or less.
 * @throws WorkflowStreamError `connect_timeout`, `offline` or `network`; the signal's reason when it aborts.
 */
export function send(
  request: PreparedRequest,
  { fetch = globalThis.fetch, connectTimeoutMs = 30_000 }: WorkflowStreamOptions<unknown>,
  signal: AbortSignal,
  leftMs: number = connectTimeoutMs,
): Promise<Response> {
  return within(Math.min(connectTimeoutMs, leftMs), "connect", signal, async (signal) => {
    try {
      return await fetch(request.url, { ...request.init, signal });
    } catch (cause) {
      throw networkError(request, cause);
    }
  });
}

/**
 * Runs a step for `ms` at most; its signal goes on to follow `outer` when the step is over.
 * @throws WorkflowStreamError `connect_timeout`; the outer signal's reason when that aborts.
 */
export async function within<T>(
  ms: number,
  phase: WorkflowStreamPhase,
  outer: AbortSignal,
  step: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const timeout = new AbortController();
  const signal = AbortSignal.any([outer, timeout.signal]);
  const error = new WorkflowStreamError("connect_timeout", phase, `No answer within ${ms} ms`);
  const timer = setTimeout(() => timeout.abort(error), ms);
  try {
    return await Promise.race([
      step(signal),
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
    ]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function networkError({ url, token }: PreparedRequest, cause: unknown): WorkflowStreamError {
  const hint = hintOf(url, token);
  return new WorkflowStreamError(
    hint === "offline" ? hint : "network",
    "connect",
    hint === "offline" ? "The browser is offline" : "The request got no answer",
    { hint, cause },
  );
}

/** What an opaque failure of `fetch` may be about. */
function hintOf(url: string, token: FetchedToken | undefined): WorkflowStreamHint | undefined {
  if (isOffline()) return "offline";
  if (!isBrowser()) return undefined;
  const page = globalThis.location;
  const { origin, protocol, hostname } = new URL(url, page.href);
  if (origin === page.origin) return undefined;
  if (page.protocol === "https:" && protocol === "http:" && !/^(localhost|127\.)/.test(hostname))
    return "mixed_content";
  if (!token) return "cors";
  return Date.now() > token.expiresAt ? "token_expired" : "cors_or_spent_token";
}
