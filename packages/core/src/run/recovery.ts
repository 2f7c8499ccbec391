import type { WorkflowStreamError } from "../errors.ts";
import type { TokenReason } from "../options.ts";
import {
  isAmbiguous,
  isLastWord,
  isRefusedAsUsed,
  mayGoOn,
  saysNothingOfTheFirst,
  tokenSpent,
} from "./failures.ts";

/** How long a run that broke off is looked for, and how long a post waits for a network, in ms. */
export const RECOVERY_WINDOW_MS = 25_000;
/** How long a connection stands, in ms, until a break of it is a new one, with a window of its own. */
export const LASTING_CONNECTION_MS = 8_000;
/** How long a run is looked for whose post may be lost, or still on its way, in ms. */
const SEARCH_WINDOW_MS = 10_000;
/** How long after a look for such a run the next one comes, in ms. */
const SEARCH_PACE_MS = 1_000;
/** How long the next try waits at least while the browser says that it is offline, in ms. */
export const OFFLINE_PACE_MS = 4_000;
/** The longest `Retry-After` that is waited out before a run began, in ms; a longer one is reported at once. */
export const LONGEST_RETRY_AFTER_MS = 30_000;

const SHORTEST_BACKOFF_MS = 100;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;

/** The next request of a run. */
export type Next =
  /** A fresh request, with a token of its own. */
  | { readonly kind: "post"; readonly reason: TokenReason }
  /** The last post once more, as it was: the server knows it by its Run-Key. */
  | { readonly kind: "repost" }
  /** The run's text from the byte on that is held. */
  | { readonly kind: "resume" };

/** What follows a failure: the next request after a wait, or the end. */
export type Verdict =
  | {
      readonly delayMs: number;
      /** A network that comes back ends the wait. */
      readonly isForNetwork: boolean;
      /** The server asked for the wait: nothing cuts it short. */
      readonly isAsked: boolean;
    }
  | {
      readonly error: WorkflowStreamError;
      /** The run was picked up again, and the server no longer has it. */
      readonly isGone: boolean;
    };

/** What a run may do about its failures. */
export interface RecoveryRules {
  /** How many posts may follow the first. */
  readonly retries: number;
  /** The run has a Run-Key: the server knows a repeated request, and has the run to be picked up. */
  readonly hasRunKey: boolean;
  /** The token or URL is a plain value that is good for one try. */
  readonly isSingleUse: boolean;
  /** A function gives the token, the URL or the headers: another try has others. */
  readonly asksAnew: boolean;
  /** What a page before this one knew of the run: that the server has it, or that it was posted. */
  readonly known?: "named" | "posted" | undefined;
  /** A page before this one posted the run, and it is posted once more. */
  readonly isRepeated?: boolean;
}

/**
 * Decides what comes next after what went wrong with a run, by `docs/protocol.md`, "Duties of a client". Pure: it asks for
 * nothing and waits for nothing, and time comes in as `nowMs`.
 */
export interface Recovery {
  /** The request to make now. */
  readonly next: Next;
  /** The server may have the run, although it has not been read to its end. */
  readonly isResumable: boolean;
  /** The server has said the run's name, so that it can be asked for. */
  readonly isNamed: boolean;
  /** How long the run that broke off is still looked for, in ms; `Infinity` where it did not. */
  leftMs(nowMs: number): number;
  /** A stream came in answer; `isNamed`: under the run's name, so that it can be picked up. */
  opened(isNamed: boolean, nowMs: number): void;
  /** New text came. */
  grew(): void;
  /** What broke the request that was made, or the body that it brought. */
  failed(error: WorkflowStreamError, nowMs: number): Verdict;
  /** The text has ended. */
  ended(): void;
  /** A run that ended with an error is picked up again, in a window of its own. */
  again(nowMs: number): void;
  /** The run was let go: where it is taken up again, that is with its text, in a window of its own, once it is named. */
  wasLetGo(): void;
}

/** What broke a run off, and until when it is looked for. */
interface Break {
  readonly error: WorkflowStreamError;
  readonly giveUpAtMs: number;
}

/** Creates the recovery of one run, which is yet to be posted, unless a page before this one did. */
export function createRecovery(rules: RecoveryRules): Recovery {
  let next: Next = rules.known ? { kind: "resume" } : { kind: "post", reason: "start" };
  /** The posts, or the looks since the break, that failed. */
  let tries = 0;
  /** The server has said the run's name. */
  let isNamed = rules.known === "named";
  /** The run is of a page before this one, and the server has not answered yet. */
  let isSought = rules.known !== undefined;
  /** A post got no usable answer: the server may have the run all the same. */
  let ambiguous: WorkflowStreamError | undefined;
  /** What went wrong with the first post. */
  let firstFailure: WorkflowStreamError | undefined;
  let wasRejected = false;
  /** Until when a post waits for a network. */
  let networkBy: number | undefined;
  let openedAtMs = 0;
  let broken: Break | undefined;
  /** What had broken the run off when it was picked up again. */
  let pickedUpAfter: WorkflowStreamError | undefined;

  function end(error: WorkflowStreamError, isGone = false): Verdict {
    return { error, isGone };
  }

  /** What follows a post. A fresh one goes out only where the answer proves that no run began. */
  function failedPost(error: WorkflowStreamError, nowMs: number): Verdict {
    if (rules.hasRunKey && isAmbiguous(error)) ambiguous ??= error;
    const first = (firstFailure ??= error);
    if (error.phase !== "connect") return end(error);
    const isSameCredential = next.kind === "repost" || !rules.asksAnew;
    if (first !== error && isSameCredential && isRefusedAsUsed(error)) return end(first);
    if (error.status === 401) return rejected(error);
    if (error.code === "offline" && rules.hasRunKey) return waitForNetwork(error, nowMs);
    networkBy = undefined;
    const isRefusal = error.status === 429 || error.status === 503;
    const mayTry = isRefusal ? !rules.isSingleUse : rules.hasRunKey && isAmbiguous(error);
    if (!mayTry || tries >= rules.retries) return end(error);
    if ((error.retryAfterMs ?? 0) > LONGEST_RETRY_AFTER_MS) return end(error);
    next = isRefusal ? { kind: "post", reason: "retry" } : { kind: "repost" };
    const delayMs = error.retryAfterMs ?? backoffMs(tries);
    tries++;
    return { delayMs, isForNetwork: false, isAsked: error.retryAfterMs !== undefined };
  }

  /** A token is replaced once; after an ambiguous answer a rejection says nothing of the run that may have begun. */
  function rejected(error: WorkflowStreamError): Verdict {
    if (ambiguous) return end(ambiguous);
    if (rules.isSingleUse) return end(tokenSpent(error));
    if (!rules.asksAnew || wasRejected || tries >= rules.retries) return end(error);
    wasRejected = true;
    next = { kind: "post", reason: "rejected" };
    tries++;
    return { delayMs: 0, isForNetwork: false, isAsked: false };
  }

  /** The browser's word is a hint: a try now and then finds out, and does not count. */
  function waitForNetwork(error: WorkflowStreamError, nowMs: number): Verdict {
    networkBy ??= nowMs + RECOVERY_WINDOW_MS;
    if (rules.retries === 0 || nowMs + OFFLINE_PACE_MS > networkBy) return end(error);
    next = { kind: "repost" };
    return { delayMs: OFFLINE_PACE_MS, isForNetwork: true, isAsked: false };
  }

  /** What follows a break of a run that the server has. */
  function failedRun(error: WorkflowStreamError, nowMs: number): Verdict {
    // a connection that lasted was no part of the break before it
    const isLater = error.phase === "body" && nowMs - openedAtMs > LASTING_CONNECTION_MS;
    const { error: cause, giveUpAtMs } = !broken || isLater ? breakOff(error, nowMs) : broken;
    const isMissing = isSought && error.status === 404;
    // its post may still be on its way
    const isYetToCome = isMissing && !isNamed;
    if (!isYetToCome && !mayGoOn(error)) {
      forget();
      return isLastWord(error) ? end(error) : end(cause, isMissing || cause === pickedUpAfter);
    }
    const isOffline = error.code === "offline";
    const paceMs = isYetToCome ? SEARCH_PACE_MS : backoffMs(tries);
    const delayMs = Math.max(paceMs, isOffline ? OFFLINE_PACE_MS : 0, error.retryAfterMs ?? 0);
    if (nowMs + delayMs > giveUpAtMs) return end(cause, isYetToCome);
    next = { kind: "resume" };
    tries++;
    return { delayMs, isForNetwork: isOffline, isAsked: error.retryAfterMs !== undefined };
  }

  function breakOff(error: WorkflowStreamError, nowMs: number): Break {
    tries = 0;
    const windowMs = isSought && !isNamed ? SEARCH_WINDOW_MS : RECOVERY_WINDOW_MS;
    broken = { error, giveUpAtMs: nowMs + windowMs };
    return broken;
  }

  /** The server no longer has the run, or nothing of it is left to be read. */
  function forget(): void {
    isNamed = isSought = false;
    ambiguous = undefined;
  }

  return {
    get next() {
      return next;
    },
    get isResumable() {
      return isNamed || isSought || ambiguous !== undefined;
    },
    get isNamed() {
      return isNamed;
    },
    leftMs: (nowMs) => (broken ? broken.giveUpAtMs - nowMs : Infinity),
    opened(isNamedNow, nowMs) {
      isNamed ||= isNamedNow;
      isSought = false;
      ambiguous = undefined;
      openedAtMs = nowMs;
    },
    grew() {
      broken = undefined;
    },
    failed(error, nowMs) {
      if (isNamed || next.kind === "resume") return failedRun(error, nowMs);
      const verdict = failedPost(error, nowMs);
      if ("error" in verdict && rules.isRepeated && saysNothingOfTheFirst(error))
        ambiguous ??= error;
      return verdict;
    },
    ended: forget,
    again(nowMs) {
      pickedUpAfter = broken?.error ?? ambiguous;
      if (pickedUpAfter) breakOff(pickedUpAfter, nowMs);
      next = { kind: "resume" };
    },
    wasLetGo() {
      if (!isNamed) return;
      broken = undefined;
      next = { kind: "resume" };
    },
  };
}

/** A random wait between 100 ms and min(8 s, 500 ms · 2ⁿ), n being the tries since the last new byte. */
function backoffMs(tries: number): number {
  const longestMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** tries);
  return SHORTEST_BACKOFF_MS + Math.random() * (longestMs - SHORTEST_BACKOFF_MS);
}
