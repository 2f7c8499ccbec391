import { createAccumulator } from "./accumulator.ts";
import { createBodyParser, formatError } from "./body.ts";
import { readChunks } from "./chunks.ts";
import { connect, type Wire } from "./connect.ts";
import { interrupted, WorkflowStreamError, withPartialText } from "./errors.ts";
import { formatOf } from "./formats/auto.ts";
import { prepareFollowUp } from "./request.ts";
import { type Break, breakNow, checkEnd, reconnect } from "./resume.ts";
import { backoffMs, isAmbiguous } from "./retry.ts";
import { createRunKey } from "./runKey.ts";
import type { WorkflowStreamOptions } from "./types.ts";

/** How a run ended, this time: one that broke off may be picked up again. */
export type Ending =
  | { readonly status: "done" | "stopped"; readonly verified: boolean }
  | { readonly status: "error"; readonly error: WorkflowStreamError };

/** What a run tells whoever shows it, as it happens. */
export interface RunObserver {
  /** A request was made; its number, from 1. */
  onAttempt(attempt: number): void;
  /** The token is there, and the request goes out. */
  onRequest(): void;
  /** A response began. */
  onHeaders(runId: string | undefined): void;
  /** Once for each read that brought text. */
  onText(delta: string): void;
  onBreak(): void;
}

/** One execution of a workflow, from its token to its last byte. */
export interface Run {
  readonly text: string;
  /** It broke off, and the server may still have it. */
  readonly isResumable: boolean;
  /** Sends the run and reads it to its end, through breaks. Never rejects. */
  start(signal: AbortSignal): Promise<Ending>;
  /** Picks up a resumable run; `undefined` when the server no longer has it. Never rejects. */
  resume(signal: AbortSignal): Promise<Ending | undefined>;
  /** Tells the server to stop it, if it was sent and the server can be told. */
  cancel(): void;
}

/** Makes a run; nothing is sent yet. */
export function createRun(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  observer: RunObserver,
): Run {
  const { maxChars = 10_000_000, stallTimeoutMs = 60_000 } = options;
  const runKey =
    options.workflowId !== undefined && options.resume !== false ? createRunKey() : undefined;
  const held = createAccumulator(maxChars);
  let attempts = 0;
  let isSent = false;
  /** The server may still have the run, under its Run-Key. */
  let isThere = false;
  let broken: Break | undefined;
  const wire: Wire = {
    options,
    runKey,
    nextAttempt() {
      observer.onAttempt(++attempts);
      return attempts;
    },
  };

  /** Finds the run again after a break; `undefined` when it is gone. */
  async function find(delayMs: number, signal: AbortSignal): Promise<Response | undefined> {
    const response = await reconnect(wire, broken!, held.byteOffset, delayMs, signal);
    isThere = !!response;
    return response;
  }

  /** Reads a response, and those that follow it after breaks, to the end of the run. */
  async function readThrough(response: Response, signal: AbortSignal): Promise<Ending> {
    for (;;) {
      try {
        return await read(response, signal);
      } catch (error) {
        if (signal.aborted || !isThere || !isBreak(error)) throw error;
        broken ??= breakNow(error);
        observer.onBreak();
        const next = await find(backoffMs(broken.tries), signal);
        if (!next) throw error;
        response = next;
      }
    }
  }

  /** Reads one response; throws what broke it off. */
  async function read(response: Response, signal: AbortSignal): Promise<Ending> {
    const { headers } = response;
    observer.onHeaders(headers.get("run-id") ?? undefined);
    const format = await formatOf(response, options.format);
    let delta = "";
    // our protocol counts every byte of the text, a leading byte order mark too
    const parser = createBodyParser(format, !!runKey, (text, end) => {
      delta += held.push(text, end);
    });
    const publish = (): void => {
      if (delta) {
        broken = undefined;
        observer.onText(delta);
        delta = "";
      }
      if (held.isTooLong)
        throw new WorkflowStreamError("too_long", "body", `Longer than ${maxChars} characters`);
    };
    const offset = headers.get("run-offset");
    held.begin(offset ? Number(offset) : isThere ? held.byteOffset : undefined);
    const feed = (chunk: Uint8Array): boolean => {
      try {
        parser.feed(chunk);
      } finally {
        publish();
      }
      return !!parser.ending;
    };
    let failure: unknown;
    try {
      if (response.body) await readChunks(response.body, feed, stallTimeoutMs, signal);
    } catch (error) {
      if (signal.aborted || !isBreak(error)) throw error;
      failure = error;
    }
    const isCut = parser.end(false);
    publish();
    const { ending } = parser;
    if (failure && !ending) throw failure;
    if (ending?.error) throw formatError(ending.error);
    if (ending) return { status: ending.aborted ? "stopped" : "done", verified: true };
    if (format.terminal || isCut) throw interrupted("The text is not complete");
    return isThere ? checkEnd(wire, held.byteOffset, signal) : { status: "done", verified: false };
  }

  /** Settles one following of the run. */
  async function settle<T extends Ending | undefined>(
    following: Promise<T>,
    signal: AbortSignal,
  ): Promise<T | Ending> {
    try {
      const ending = await following;
      if (ending?.status === "done" && !held.text)
        throw new WorkflowStreamError("empty", "body", "The workflow gave no text");
      isThere = false;
      return ending;
    } catch (thrown) {
      if (signal.aborted) return { status: "stopped", verified: false };
      const error = withPartialText(typed(thrown), held.text);
      isThere = isThere ? isBreak(error) : !!runKey && isSent && isAmbiguous(error);
      broken ??= breakNow(error);
      return { status: "error", error };
    }
  }

  return {
    get text() {
      return held.text;
    },
    get isResumable() {
      return isThere;
    },
    start(signal) {
      const onRequest = (): void => {
        isSent = true;
        observer.onRequest();
      };
      const reading = connect(wire, body, onRequest, signal).then((response) => {
        isThere = !!runKey && response.headers.has("run-id");
        return readThrough(response, signal);
      });
      return settle(reading, signal);
    },
    resume(signal) {
      broken = breakNow(broken!.error);
      const reading = find(0, signal).then((response) => response && readThrough(response, signal));
      return settle(reading, signal);
    },
    cancel() {
      isThere = false;
      if (runKey && isSent) tellServer(wire);
    },
  };
}

function isBreak(error: unknown): error is WorkflowStreamError {
  return error instanceof WorkflowStreamError && /^(interrupted|stall_timeout)$/.test(error.code);
}

/** What comes untyped is an error of the user's `url` or `headers` function. */
function typed(error: unknown): WorkflowStreamError {
  return error instanceof WorkflowStreamError
    ? error
    : new WorkflowStreamError("token_failed", "token", `The request could not be made: ${error}`, {
        cause: error,
      });
}

/** Cancels the run on the server; `keepalive` lets the request outlive the page. */
async function tellServer({ options, runKey }: Wire): Promise<void> {
  try {
    const { signal } = new AbortController();
    const context = { attempt: 0, reason: "start", signal } as const;
    const { url, init } = await prepareFollowUp(options, "", runKey!, context);
    await (options.fetch ?? fetch)(url, { ...init, method: "DELETE", keepalive: true });
  } catch {
    // the server ends it by itself when nobody comes back
  }
}
