import { valueOf } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { networkError } from "./networkError.ts";
import { type RunKey, runIdOf } from "./runKey.ts";
import { holdSecretKey } from "./secrets.ts";
import { fetchToken } from "./token.ts";
import type { RequestContext, Snapshot, TokenReason, WorkflowStreamOptions } from "./types.ts";
import { within } from "./within.ts";

/** Tells what changed of a run, and that a step of it was reached. */
export type Tell = (
  fields: Partial<Snapshot>,
  step?: "token" | "headers" | "firstText",
  delta?: string,
) => void;

/** The requests of one run. */
export interface Requests {
  /** Posts the run with a fresh token; without a reason, sends the last post once more. */
  post(reason: TokenReason | undefined): Promise<Response>;
  /** Asks for the run's stream or status, for `leftMs` at most. */
  get(path: string, leftMs?: number): Promise<Response>;
  /** Tells the server to stop the run, where it was posted with a Run-Key. */
  cancel(): void;
}

/** One request, ready to be sent. */
interface Prepared extends RequestInit {
  readonly url: string;
  /** Until when its token is good, in ms since the epoch. */
  readonly expiresAt?: number | undefined;
}

type Prepare = (context: RequestContext) => Promise<Prepared>;

/**
 * Makes the requests of one run. Each rejects with a `WorkflowStreamError` (`token_failed`, `connect_timeout`, `offline`,
 * `network`), with what a function of the options threw, or with the reason of its signal.
 * @param body the inputs as JSON.
 * @param tell is told of each request by its number, and when its token is there.
 */
export function createRequests(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  runKey: RunKey | undefined,
  signal: AbortSignal,
  tell: Tell,
): Requests {
  const { baseUrl = "/api/v1", connectTimeoutMs = 30_000 } = options;
  const api = baseUrl.replace(/\/+$/, "");
  let attempts = 0;
  let posted: Prepared | undefined;

  /** Headers by their lower-case names. */
  async function headersOf(context: RequestContext): Promise<Record<string, string>> {
    const given = new Headers(await valueOf(options.headers, context));
    return {
      accept: "text/event-stream, text/plain;q=0.5",
      ...Object.fromEntries(given),
      ...(runKey && { "run-key": runKey }),
    };
  }

  async function preparePost(context: RequestContext): Promise<Prepared> {
    const { method = "POST", workflowId, tokenIn } = options;
    const token = await fetchToken(options.token, context);
    let url = options.url
      ? String(await valueOf(options.url, context)).split("#")[0]!
      : `${api}/run/${encodeURIComponent(workflowId!)}/stream`;
    const headers = await headersOf(context);
    if (token && tokenIn === "header") headers.authorization = `Bearer ${token.value}`;
    else if (token)
      url += `${url.includes("?") ? "&" : "?"}token=${encodeURIComponent(token.value)}`;
    if (holdSecretKey({ url, headers }))
      throw new WorkflowStreamError("token_failed", "token", "A secret key (sk_…) in a browser", {
        hint: "secret_key",
      });
    const request = { url, method, headers, expiresAt: token?.expiresAt };
    return /^(get|head)$/i.test(method)
      ? request
      : { ...request, headers: { "content-type": "application/json", ...headers }, body };
  }

  function followUp(path: string, init?: RequestInit): Prepare {
    return async (context) => ({
      ...init,
      url: `${api}/runs/${runIdOf(runKey!)}${path}`,
      headers: await headersOf(context),
    });
  }

  async function send(
    prepare: Prepare,
    reason: TokenReason = "retry",
    leftMs: number = connectTimeoutMs,
    outer: AbortSignal = signal,
  ): Promise<Response> {
    const attempt = ++attempts;
    tell({ attempt });
    const ms = Math.min(connectTimeoutMs, leftMs);
    const { url, expiresAt, ...prepared } = await within(ms, "token", outer, (signal) =>
      prepare({ attempt, reason, signal }),
    );
    const headers = new Headers(prepared.headers);
    tell({}, "token");
    return within(ms, "connect", outer, async (signal) => {
      const { fetch = globalThis.fetch, credentials = "omit" } = options;
      try {
        return await fetch(url, { ...prepared, headers, credentials, signal });
      } catch (cause) {
        throw networkError(url, expiresAt, cause);
      }
    });
  }

  return {
    post(reason) {
      if (reason) posted = undefined;
      return send(async (context) => (posted ??= await preparePost(context)), reason);
    },
    get: (path, leftMs) => send(followUp(path), "retry", leftMs),
    cancel() {
      if (!runKey || !posted) return;
      const prepare = followUp("", { method: "DELETE", keepalive: true });
      // the server ends the run by itself when nobody comes back
      send(prepare, "retry", connectTimeoutMs, new AbortController().signal).catch(() => {});
    },
  };
}
