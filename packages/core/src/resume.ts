import type { Wire } from "./connect.ts";
import { isOffline, sleep } from "./environment.ts";
import { interrupted, WorkflowStreamError } from "./errors.ts";
import { mimeType, parseError, parseObject, readRefusal, readSome } from "./refusal.ts";
import { prepareFollowUp, send } from "./request.ts";
import { backoffMs, RESUME_WINDOW_MS } from "./retry.ts";

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
  wire: Wire,
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
    try {
      const response = await get(wire, `/stream?offset=${byteOffset}`, signal, leftMs());
      // a page is the answer of something that stands between, not of the server
      if (response.ok && mimeType(response) !== "text/html") return response;
      const { status, retryAfterMs = 0 } = await readRefusal(response);
      if (!response.ok && !/408|429|5\d\d/.test(String(status))) return undefined;
      waitMs = Math.max(waitMs, retryAfterMs);
    } catch (error) {
      if (signal.aborted) throw error;
    }
  }
  throw broken.error;
}

/**
 * Asks how a run is whose body came to a clean end, as that proves nothing for plain text.
 * @returns whether it ended with these bytes, and whether it was stopped.
 * @throws WorkflowStreamError `workflow_failed` when it failed, `interrupted` when it goes on, has more text, or there is no usable answer.
 */
export async function checkEnd(
  wire: Wire,
  byteOffset: number,
  signal: AbortSignal,
): Promise<{ status: "done" | "stopped"; verified: boolean }> {
  const response = await get(wire, "", signal).catch(() => undefined);
  const { status, bytes, error } = parseObject(response?.ok ? await readSome(response) : "");
  if (!/^(done|failed|aborted)$/.test(String(status)) || Number(bytes) > byteOffset)
    throw interrupted("The text is not complete");
  if (status === "failed") {
    const { message = "The workflow failed", code } = parseError(JSON.stringify({ error }));
    throw new WorkflowStreamError("workflow_failed", "body", message, { serverCode: code });
  }
  return { status: status === "done" ? status : "stopped", verified: bytes === byteOffset };
}

async function get(
  { options, runKey, nextAttempt }: Wire,
  path: string,
  signal: AbortSignal,
  leftMs?: number,
): Promise<Response> {
  const context = { attempt: nextAttempt(), reason: "retry", signal } as const;
  return send(await prepareFollowUp(options, path, runKey!, context), options, signal, leftMs);
}
