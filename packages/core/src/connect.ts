import { isOffline } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { streamOrError } from "./refusal.ts";
import type { Requests } from "./request.ts";
import { isAmbiguous, provesNoRun, RESUME_WINDOW_MS, retryDelayMs } from "./retry.ts";
import { singleUseOf, tokenSpent } from "./token.ts";
import type { TokenReason, WorkflowStreamOptions } from "./types.ts";
import { sleep } from "./within.ts";

/**
 * Posts the run until an answer carries a stream. A fresh request goes out only where the last answer proves that no run
 * began; after anything ambiguous only the same request is repeated.
 * @param canRepeat the server would know a repeat of the same request by its Run-Key.
 * @throws WorkflowStreamError what the last try met, or the first one whose repeat was rejected.
 */
export async function connect(
  requests: Requests,
  options: WorkflowStreamOptions<unknown>,
  canRepeat: boolean,
  signal: AbortSignal,
): Promise<Response> {
  const isSingleUse = singleUseOf(options) !== undefined;
  /** Another token can be asked for in place of a rejected one; that is done once. */
  let asksAnew = [options.token, options.url, options.headers].some(
    (source) => typeof source === "function",
  );
  let reason: TokenReason | undefined = "start";
  let ambiguous: WorkflowStreamError | undefined;
  for (let tries = 1; ; tries++) {
    const error = await streamOrError(requests.post(reason), signal);
    if (!(error instanceof WorkflowStreamError)) return error;
    const isRejected = error.status === 401;
    if (isRejected && ambiguous) throw ambiguous;
    if (isRejected && isSingleUse) throw tokenSpent(error);
    const isFresh = provesNoRun(error);
    const mayTry = isFresh
      ? !isSingleUse && (asksAnew || !isRejected)
      : canRepeat && isAmbiguous(error);
    const delayMs = retryDelayMs(error, tries, options.retries ?? 2);
    if (!mayTry || delayMs === undefined) throw error;
    if (isRejected) asksAnew = false;
    if (!isFresh) ambiguous ??= error;
    reason = isFresh ? (isRejected ? "rejected" : "retry") : undefined;
    await sleep(delayMs, RESUME_WINDOW_MS, signal);
    if (isOffline()) throw error;
  }
}
