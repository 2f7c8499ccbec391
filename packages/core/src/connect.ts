import { isOffline, sleep } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { readRefusal } from "./refusal.ts";
import { type PreparedRequest, prepareStart, send, within } from "./request.ts";
import { nextTry, RESUME_WINDOW_MS } from "./retry.ts";
import type { RunKey } from "./runKey.ts";
import { fetchToken, singleUseOf, tokenSpent } from "./token.ts";
import type { RequestContext, TokenReason, WorkflowStreamOptions } from "./types.ts";

/** What the requests of one run have in common. */
export interface Wire {
  readonly options: WorkflowStreamOptions<unknown>;
  readonly runKey: RunKey | undefined;
  /** Counts a request of the run; returns its number, from 1. */
  nextAttempt(): number;
}

/**
 * Posts the run, trying again only as `nextTry` allows, until an answer carries a stream.
 * @param onRequest is told before each try: with the request once its token is there.
 * @throws WorkflowStreamError what the last try met, or the first one whose repeat was rejected.
 */
export async function connect(
  { options, runKey, nextAttempt }: Wire,
  body: string,
  onRequest: () => void,
  signal: AbortSignal,
): Promise<Response> {
  const { retries = 2, connectTimeoutMs = 30_000 } = options;
  const isSingleUse = singleUseOf(options) !== undefined;
  let asksAnew = [options.token, options.url, options.headers].some(
    (source) => typeof source === "function",
  );
  let request: PreparedRequest | undefined;
  let reason: TokenReason = "start";
  let first: WorkflowStreamError | undefined;
  for (let tries = 1; ; tries++) {
    const attempt = nextAttempt();
    request ??= await within(connectTimeoutMs, "token", signal, async (signal) => {
      const context: RequestContext = { attempt, reason, signal };
      return prepareStart(options, body, await fetchToken(options.token, context), runKey, context);
    });
    onRequest();
    let error: WorkflowStreamError;
    try {
      const response = await send(request, options, signal);
      if (response.ok) return response;
      error = await readRefusal(response);
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      error = thrown as WorkflowStreamError;
    }
    const isRejected = error.status === 401;
    if (isRejected && first) throw first;
    if (isRejected && isSingleUse) throw tokenSpent(error);
    const next = nextTry(error, tries, retries, runKey !== undefined, isSingleUse, asksAnew);
    if (!next) throw error;
    if (next.isRepeat) first ??= error;
    else {
      request = undefined;
      if (isRejected) asksAnew = false;
      reason = isRejected ? "rejected" : "retry";
    }
    await sleep(next.delayMs, RESUME_WINDOW_MS, signal);
    if (isOffline()) throw error;
  }
}
