import { isResponse } from "../environment.ts";
import { typed, WorkflowStreamError, type WorkflowStreamPhase } from "../errors.ts";
import { closeBody } from "../read/closeBody.ts";
import type { Attempt } from "./attempt.ts";
import { areConnectionsTaken, countConnection } from "./connections.ts";
import { networkError } from "./networkError.ts";

/** One request, ready to be sent. */
export interface Prepared {
  readonly url: string;
  readonly init: RequestInit;
  /** Until when its token is good, in ms since the epoch; `undefined` without a token. */
  readonly expiresAtMs: number | undefined;
}

/** How requests are sent. */
export interface Sending {
  /** The user's own `fetch`, if there is one. */
  readonly fetch: typeof globalThis.fetch | undefined;
  /** How long an answer may take, in ms. */
  readonly timeoutMs: number;
}

/**
 * Sends a request, and gives its answer when its headers are there. An answer that comes after the attempt was given up is
 * closed.
 * @throws WorkflowStreamError `connect_timeout`, `offline`, `network`, `invalid_input` where its URL is none, or `unsupported` where `fetch` gives no
 * response; the signal's reason when the attempt was given up.
 */
export async function send(
  attempt: Attempt,
  request: Prepared,
  { fetch, timeoutMs }: Sending,
): Promise<Response> {
  const { signal } = attempt;
  attempt.onOver(countConnection(request.url));
  attempt.limit(timeoutMs, () => connectTimeout("connect", request.url));
  let answer: Response;
  try {
    const answering = (fetch ?? globalThis.fetch)(request.url, { ...request.init, signal });
    answer = await attempt.until(answering, (late) => closeBody(late?.body));
  } catch (cause) {
    signal.throwIfAborted();
    throw networkError({ ...request, hasOwnFetch: fetch !== undefined }, cause);
  }
  if (!isResponse(answer)) throw typed("fetch gave no Response", "unsupported", "connect");
  // whoever reads it holds it; nothing else may keep its connection
  attempt.onOver(() => closeBody(answer.body));
  return answer;
}

/** The error of a step before the answer that took too long. */
export function connectTimeout(phase: WorkflowStreamPhase, url?: string): WorkflowStreamError {
  const hint = url !== undefined && areConnectionsTaken(url) ? "connections" : undefined;
  return new WorkflowStreamError("connect_timeout", phase, { hint });
}
