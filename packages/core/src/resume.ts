import { isOffline } from "./environment.ts";
import { interrupted, WorkflowStreamError } from "./errors.ts";
import { parseObject, readSome, streamOrError, workflowFailed } from "./refusal.ts";
import type { Requests } from "./request.ts";
import { backoffMs, RESUME_WINDOW_MS } from "./retry.ts";
import { sleep } from "./within.ts";

/** A break, as long as no new text has come: when it was, and how often the run was looked for since. */
export interface Break {
  readonly error: WorkflowStreamError;
  readonly at: number;
  tries: number;
}

/** Notes a break. */
export function breakNow(error: WorkflowStreamError): Break {
  return { error, at: performance.now(), tries: 0 };
}

/**
 * Looks for the run again, from a byte offset, for 25 s after the break; while the browser says it is offline, tries pause.
 * Resolves with `undefined` when the server no longer has it.
 * @throws WorkflowStreamError the break's own, when time is up.
 */
export async function reconnect(
  requests: Requests,
  broken: Break,
  byteOffset: number,
  delayMs: number,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const leftMs = (): number => broken.at + RESUME_WINDOW_MS - performance.now();
  for (let waitMs = delayMs; waitMs < leftMs();) {
    await sleep(waitMs, leftMs() - waitMs, signal);
    if (isOffline() || leftMs() <= 0) break;
    waitMs = backoffMs(++broken.tries);
    const answer = await streamOrError(
      requests.get(`/stream?offset=${byteOffset}`, leftMs()),
      signal,
    );
    if (!(answer instanceof WorkflowStreamError)) return answer;
    const { status = 500, retryAfterMs = 0 } = answer;
    if (!/^(2|408|429|5)/.test(String(status))) return undefined;
    waitMs = Math.max(waitMs, retryAfterMs);
  }
  throw broken.error;
}

/**
 * Asks how a run is whose body came to a clean end, as that proves nothing for plain text.
 * @returns whether it ended with these bytes, and whether it was stopped.
 * @throws WorkflowStreamError `workflow_failed` when it failed, `interrupted` when it goes on, has more text, or there is no usable answer.
 */
export async function checkEnd(
  requests: Requests,
  byteOffset: number,
): Promise<{ status: "done" | "stopped"; verified: boolean }> {
  const response = await requests.get("").catch(() => undefined);
  const { status, bytes, error } = parseObject(response?.ok ? await readSome(response) : "");
  if (!/^(done|failed|aborted)$/.test(String(status)) || Number(bytes) > byteOffset)
    throw interrupted();
  if (status === "failed") throw workflowFailed(error);
  return { status: status === "done" ? status : "stopped", verified: bytes === byteOffset };
}
