import { createAccumulator } from "./accumulator.ts";
import { createAttempt, nap } from "./attempt.ts";
import { createBodyParser } from "../read/body.ts";
import { readChunks } from "../read/chunks.ts";
import { isOffline } from "../environment.ts";
import { interrupted, typed, WorkflowStreamError } from "../errors.ts";
import { checkEnd } from "./checkEnd.ts";
import { formatOf } from "../formats/auto.ts";
import { workflowFailed } from "../read/refusal.ts";
import { createSend, type Tell } from "./request.ts";
import { backoffMs, createRetries, isAmbiguous, LASTING_MS, RESUME_WINDOW_MS } from "./retry.ts";
import { createRunKey } from "./runKey.ts";
import type { Format, TokenReason, WorkflowStreamOptions } from "../types.ts";

/** How a run ended, this time: one that broke off may be picked up again. */
export interface Ending {
  readonly status: "done" | "stopped" | "error";
  /** Default `false`. */
  readonly verified?: boolean;
  readonly error?: WorkflowStreamError;
}

/** One execution of a workflow, from its token to its last byte. */
export interface Run {
  /** It broke off, and the server may still have it. */
  readonly isResumable: boolean;
  /**
   * Sends the run, unless something failed before, or picks it up where it broke off, and reads it to its end, through breaks.
   * Resolves with `undefined` when the server no longer has a run that broke off. Never rejects.
   */
  follow(failure?: WorkflowStreamError): Promise<Ending | undefined>;
  /** Ends it for good, here and, where it can be told, on the server. */
  stop(): void;
}

/**
 * Makes a run; nothing is sent yet.
 * @param observer hears what changes of it, until it is stopped.
 */
export function createRun(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  observer: Tell,
): Run {
  const runKey = options.workflowId && options.resume !== false ? createRunKey() : undefined;
  const held = createAccumulator(options.maxChars ?? 10_000_000);
  let attempt = createAttempt();
  let isStopped = false;
  /** A request went out: the server may know of it. */
  let isSent = false;
  /** The server may still have the run, under its Run-Key. */
  let isThere = false;
  /** What broke the run off, as long as no new text has come; and until when it is looked for, by `performance.now()`. */
  let broken: WorkflowStreamError | undefined;
  let giveUpAt = 0;
  /** When the last answer came. */
  let openedAt = 0;
  /** The tries that failed since it was sent, broke off, or was picked up again. */
  let tries = 0;

  const tell: Tell = (fields, step, delta) => {
    isSent ||= step === "token";
    if (!isStopped) observer(fields, step, delta);
  };
  const send = createSend(options, body, runKey, tell);
  const leftMs = (): number => giveUpAt - performance.now();

  function breakOff(error: WorkflowStreamError): void {
    broken = error;
    giveUpAt = performance.now() + RESUME_WINDOW_MS;
    tries = 0;
  }

  /** Reads one response; throws what broke it off. */
  async function read(response: Response, format: Format): Promise<Ending> {
    openedAt = performance.now();
    isThere ||= !!runKey && response.headers.has("run-id");
    tell({ runId: response.headers.get("run-id") ?? undefined }, "headers");
    held.begin(Number(response.headers.get("run-offset") ?? (isThere ? held.byteOffset : NaN)));
    // our protocol counts every byte of the text, a leading byte order mark too
    const parser = createBodyParser(format, !!runKey, (text, id) => held.push(text, Number(id)));
    const publish = (): void => {
      const delta = held.take();
      if (!delta) return;
      broken = undefined;
      tell({ status: "streaming" }, undefined, delta);
    };
    const feed = (chunk: Uint8Array, arrivedAt: number): boolean => {
      attempt.touch(arrivedAt);
      const isOver = parser.feed(chunk);
      publish();
      return isOver;
    };
    attempt.limit(options.stallTimeoutMs ?? 60_000, "body", "stall_timeout");
    const failure = response.body && (await readChunks(response.body, feed, attempt.signal));
    const last = parser.end();
    publish();
    if (last.error) throw workflowFailed(last.error);
    if (last.done || last.aborted)
      return { status: last.aborted ? "stopped" : "done", verified: true };
    const proves = format.terminal || last.isCut || attempt.signal.aborted;
    // 5 s: where no answer comes, the run is looked for by its text
    if (isThere && !proves)
      return checkEnd(send(attempt, "retry", "", 5000), held.byteOffset, failure);
    if (failure || proves) throw failure ?? interrupted();
    return { status: "done" };
  }

  function stop(): void {
    isStopped = true;
    attempt.abort();
    if (!runKey || !isSent) return;
    const cancelling = createAttempt();
    const init = { method: "DELETE", keepalive: true };
    // the server ends the run by itself when nobody comes back
    send(cancelling, "retry", "", undefined, init).then(cancelling.end, cancelling.end);
  }

  return {
    get isResumable() {
      return isThere && !isStopped;
    },
    async follow(failure) {
      await undefined;
      const repost = createRetries(options, !!runKey);
      let reason: TokenReason | undefined = "start";
      const before = broken;
      if (broken) breakOff(broken);

      /** How long to wait before the next try, in ms. Throws what the run ends with, where there is none. */
      function delayMsAfter(error: WorkflowStreamError): number {
        if (!isThere) {
          reason = repost(error, tries);
          return reason === "rejected" ? 0 : (error.retryAfterMs ?? backoffMs(tries));
        }
        // a connection that lasted was no part of the break before it
        const isLater = error.phase === "body" && performance.now() - openedAt > LASTING_MS;
        if (!broken || isLater) breakOff(error);
        // the run may go on after a body that broke off, or no usable answer
        isThere = /^(interrupted|stall|2|408|429|5)/.test(
          String(error.phase === "body" ? error.code : (error.status ?? 500)),
        );
        const delayMs = Math.max(backoffMs(tries), error.retryAfterMs ?? 0);
        if (!isThere && error.phase === "body") throw error;
        if (!isThere || delayMs > leftMs()) throw broken;
        tell({ status: "reconnecting" });
        return delayMs;
      }

      try {
        if (failure) throw failure;
        while (!isStopped) {
          attempt = createAttempt();
          try {
            const response = await (isThere
              ? send(attempt, "retry", `/stream?offset=${held.byteOffset}`, leftMs())
              : send(attempt, reason));
            const ending = await read(response, await formatOf(response, options.format));
            if (ending.status === "done" && !held.chars)
              throw new WorkflowStreamError("empty", "body");
            attempt.end();
            isThere = false;
            return ending;
          } catch (thrown) {
            attempt.end();
            if (isStopped) break;
            const error = typed(thrown, "token_failed", "token");
            const delayMs = delayMsAfter(error);
            tries++;
            await nap((attempt = createAttempt()), delayMs);
            if (isOffline() && !isStopped)
              await nap((attempt = createAttempt()), isThere ? leftMs() : RESUME_WINDOW_MS);
            if (isOffline() && !isStopped) throw broken ?? error;
          }
        }
        return { status: "stopped" };
      } catch (thrown) {
        if (!isThere && thrown === before) return undefined;
        const error = thrown as WorkflowStreamError;
        isThere ||= !!runKey && isAmbiguous(error);
        broken ??= error;
        if (error.code === "too_long") stop();
        return { status: "error", error };
      }
    },
    stop,
  };
}
