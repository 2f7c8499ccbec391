import { typed, type WorkflowStreamError } from "../errors.ts";
import { DEFAULT_MAX_CHARS } from "../read/limits.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import { createAccumulator } from "./accumulator.ts";
import { createAttempt } from "./attempt.ts";
import { cancel } from "./cancel.ts";
import { createClock } from "./clock.ts";
import type { News } from "./news.ts";
import { createRecovery } from "./recovery.ts";
import { createRequests } from "./requests.ts";
import { createRunKey, type RunKey } from "./runKey.ts";
import { asksAnew, singleUseOf } from "./token.ts";
import { tryOnce } from "./tryOnce.ts";
import { wait } from "./wait.ts";

const DEFAULT_RETRIES = 2;
/** How long the server is told anew that a run which it would finish unread is cancelled, in ms. */
const CANCEL_WINDOW_MS = 60_000;

/** How a run ended, this time: one that broke off may be picked up again. */
export type Ending =
  | {
      readonly status: "done" | "stopped";
      /** The server said so. */
      readonly verified: boolean;
    }
  | { readonly status: "error"; readonly error: WorkflowStreamError };

/** A run that a page before this one has posted. */
export interface KnownRun {
  readonly runKey: RunKey;
  /** What to do about it: read it, as the server has it; look for it, as its post may be lost; or post it once more. */
  readonly next: "read" | "search" | "post";
}

/** One execution of a workflow, from its token to its last byte. */
export interface Run {
  /** `undefined` where the server knows no runs. */
  readonly runKey: RunKey | undefined;
  /** It ended with an error, and the server may still have it. */
  readonly isResumable: boolean;
  /** Whether the server could be told that it is stopped; `undefined` where it is not, or need not be told. */
  readonly cancelling: Promise<boolean> | undefined;
  /**
   * Sends the run, or picks it up where it broke off or was let go, and reads it to its end, through breaks. Nothing is sent
   * before all who are told of the start have heard of it. Never rejects.
   * @returns `undefined` when it was picked up, and the server no longer has it.
   */
  follow(): Promise<Ending | undefined>;
  /** The page went on: a run that is looked for is looked for at once. */
  wake(): void;
  /** Closes its connection, and lets the server go on with it. */
  letGo(): void;
  /** Ends it for good, here and, where it can be told, on the server. */
  stop(): void;
}

const KNOWN = { read: "named", search: "posted", post: undefined } as const;

const STOPPED: Ending = { status: "stopped", verified: false };

/**
 * Creates a run; nothing is sent yet.
 * @param body the inputs as JSON.
 * @param observer hears what becomes of it, until it is stopped.
 * @param known the run of a page before this one, in place of a new one.
 */
export function createRun(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  observer: (news: News) => void,
  known?: KnownRun,
): Run {
  const isKeyed = options.workflowId && options.resume !== false;
  const runKey = known?.runKey ?? (isKeyed ? createRunKey() : undefined);
  const hasRunKey = runKey !== undefined;
  const clock = createClock();
  const recovery = createRecovery({
    retries: options.retries ?? DEFAULT_RETRIES,
    hasRunKey,
    isSingleUse: singleUseOf(options) !== undefined,
    asksAnew: asksAnew(options),
    known: known && KNOWN[known.next],
    isRepeated: known?.next === "post",
  });
  const accumulator = createAccumulator(options.maxChars ?? DEFAULT_MAX_CHARS);
  const requests = createRequests(options, body, runKey, {
    onRequest: (attempt) => tell({ kind: "request", attempt }),
    onSend() {
      isSent = true;
      tell({ kind: "sent" });
    },
  });
  const parts = { options, hasRunKey, clock, recovery, requests, accumulator, tell };
  /** The try, or the wait between two, that is on. */
  let current = createAttempt(clock);
  /** It was read to an end, which may not be its last. */
  let hasEnded = false;
  /** It waits for its next look at the server, which may as well be now. */
  let isWaiting = false;
  /** Which call of `follow` goes on: none that was let go. */
  let turn = 0;
  /** The server may know of the run. */
  let isSent = known !== undefined;
  let isStopped = false;
  let cancelling: Promise<boolean> | undefined;

  function tell(news: News): void {
    if (!isStopped) observer(news);
  }

  function fail(error: WorkflowStreamError): Ending {
    // the rest would be written, and billed, for nobody
    if (error.code === "too_long") stop();
    return { status: "error", error };
  }

  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    current.abort();
    if (!isSent || !hasRunKey) return;
    cancelling = cancel(clock, requests, options.persister ? CANCEL_WINDOW_MS : 0);
  }

  return {
    runKey,
    get isResumable() {
      return recovery.isResumable && !isStopped;
    },
    get cancelling() {
      return cancelling;
    },
    async follow() {
      const mine = ++turn;
      const isOver = (): boolean => isStopped || mine !== turn;
      await undefined;
      if (hasEnded && !isOver()) recovery.again(clock.now());
      hasEnded = false;
      while (!isOver()) {
        let attempt = (current = createAttempt(clock));
        try {
          const ending = await tryOnce(parts, attempt);
          recovery.ended();
          hasEnded = true;
          return ending;
        } catch (thrown) {
          if (isOver()) break;
          const verdict = recovery.failed(typed(thrown, "unsupported", "body"), clock.now());
          hasEnded = "error" in verdict;
          if ("error" in verdict) return verdict.isGone ? undefined : fail(verdict.error);
          attempt.end();
          attempt = current = createAttempt(clock);
          if (recovery.next.kind === "resume") tell({ kind: "broke-off" });
          isWaiting = recovery.next.kind === "resume" && !verdict.isAsked;
          await wait(clock, verdict.delayMs, attempt.signal, verdict.isForNetwork);
          isWaiting = false;
        } finally {
          attempt.end();
        }
      }
      return STOPPED;
    },
    wake() {
      if (isWaiting) current.abort();
    },
    letGo() {
      turn++;
      recovery.wasLetGo();
      current.abort();
    },
    stop,
  };
}
