import type { Attempt } from "./attempt.ts";
import { valueOf } from "../environment.ts";
import { WorkflowStreamError } from "../errors.ts";
import { networkError } from "./networkError.ts";
import type { RunKey } from "./runKey.ts";
import { holdSecretKey } from "./secrets.ts";
import { parseError } from "../read/refusal.ts";
import type { RequestContext, Snapshot, TokenReason, WorkflowStreamOptions } from "../types.ts";

/** A step of a run whose time is told. */
export type Step = "token" | "headers" | "firstText" | "end";

/** Tells what changed of a run, that a step of it was reached, and what its text grew by. */
export type Tell = (fields: Partial<Omit<Snapshot, "inputs">>, step?: Step, delta?: string) => void;

/**
 * Posts the run; or, with a path, asks for what stands under it of the run that was posted.
 * Rejects with a `WorkflowStreamError` (`token_failed`, `connect_timeout`, `offline`, `network`), with what a function of the
 * options threw, or with the reason of its signal.
 * @param reason why a fresh request is made; without one, the last post is sent once more.
 * @param leftMs how long it may take, in ms, where that is less than `connectTimeoutMs`.
 */
export type Send = (
  attempt: Attempt,
  reason?: TokenReason,
  path?: string,
  leftMs?: number,
  init?: RequestInit,
) => Promise<Response>;

/** One request, ready to be sent. */
interface Prepared extends RequestInit {
  readonly url: string;
  /** Until when its token is good, in ms since the epoch. */
  readonly expiresAt?: number | undefined;
}

/**
 * Makes what sends the requests of one run.
 * @param body the inputs as JSON.
 * @param tell is told of each request by its number, and when its token is there.
 */
export function createSend(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  runKey: RunKey | undefined,
  tell: Tell,
): Send {
  const { connectTimeoutMs = 30_000 } = options;
  const api = (options.baseUrl ?? "/api/v1").replace(/\/+$/, "");
  let attempts = 0;
  let posted: Prepared | undefined;

  async function prepare(
    context: RequestContext,
    path: string | undefined,
    init: RequestInit | undefined,
  ): Promise<Prepared> {
    const { method = "POST" } = options;
    const headers: Record<string, string> = {
      accept: "text/event-stream, text/plain;q=0.5",
      ...Object.fromEntries(new Headers(await valueOf(options.headers, context))),
      ...(runKey && { "run-key": runKey }),
    };
    if (path !== undefined)
      return { ...init, url: `${api}/runs/${runKey!.split(".")[0]}${path}`, headers };
    const answer: unknown = await valueOf(options.token, context);
    const token = Object(answer).token ?? answer;
    if (options.token !== undefined && (typeof token !== "string" || !token))
      throw new WorkflowStreamError("token_failed", "token", parseError(answer));
    let url = options.url
      ? String(await valueOf(options.url, context)).split("#")[0]!
      : `${api}/run/${encodeURIComponent(options.workflowId!)}/stream`;
    if (token)
      if (options.tokenIn === "header") headers.authorization = `Bearer ${token}`;
      else url += `${url.includes("?") ? "&" : "?"}token=${encodeURIComponent(token)}`;
    if (holdSecretKey({ url, headers }))
      throw new WorkflowStreamError("token_failed", "token", { hint: "secret_key" });
    const sent = /^(get|head)$/i.test(method) ? undefined : body;
    return (posted = {
      url,
      method,
      headers: { ...(sent && { "content-type": "application/json" }), ...headers },
      body: sent,
      expiresAt: token && Date.now() + (Number(Object(answer).ttl) * 1000 || Infinity),
    });
  }

  return async (attempt, reason, path, leftMs = connectTimeoutMs, init) => {
    tell({ attempt: ++attempts });
    const ms = Math.min(connectTimeoutMs, leftMs);
    attempt.limit(ms, "token");
    const { url, expiresAt, ...prepared } = await attempt.until(
      reason ? prepare({ attempt: attempts, reason, signal: attempt.signal }, path, init) : posted!,
    );
    tell({}, "token");
    attempt.limit(ms);
    try {
      return await attempt.until(
        (options.fetch ?? fetch)(url, {
          ...prepared,
          credentials: options.credentials ?? "omit",
          signal: attempt.signal,
        }),
      );
    } catch (cause) {
      throw attempt.signal.reason ?? networkError(url, expiresAt, cause);
    }
  };
}
