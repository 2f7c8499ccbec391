import { createAccumulator } from "./accumulator.ts";
import { createBodyParser } from "./body.ts";
import { readChunks } from "./chunks.ts";
import { connect } from "./connect.ts";
import { interrupted, typed, WorkflowStreamError, withPartialText } from "./errors.ts";
import { formatOf } from "./formats/auto.ts";
import { workflowFailed } from "./refusal.ts";
import { createRequests, type Tell } from "./request.ts";
import { type Break, breakNow, checkEnd, reconnect } from "./resume.ts";
import { backoffMs, isAmbiguous } from "./retry.ts";
import { createRunKey } from "./runKey.ts";
import { NO_TEXT } from "./snapshot.ts";
import type { Snapshot, Timing, WorkflowStreamOptions } from "./types.ts";

/** How a run ended, this time: one that broke off may be picked up again. */
export interface Ending {
  readonly status: "done" | "stopped" | "error";
  /** Default `false`. */
  readonly verified?: boolean;
  readonly error?: WorkflowStreamError;
}

/** Hears what changes of a run's snapshot, and what its text grew by, until the run is stopped. */
export type RunObserver = (fields: Partial<Omit<Snapshot, "inputs">>, delta: string) => void;

/** One execution of a workflow, from its token to its last byte. */
export interface Run {
  readonly text: string;
  /** It broke off, and the server may still have it. */
  readonly isResumable: boolean;
  /** When it was made, by `performance.now()`. */
  readonly startedAt: number;
  /**
   * Sends the run, or picks it up where it broke off, and reads it to its end, through breaks.
   * Resolves with `undefined` when the server no longer has a run that broke off. Never rejects.
   */
  follow(): Promise<Ending | undefined>;
  /** Ends it for good, here and, where it can be told, on the server. */
  stop(): void;
}

/** Makes a run; nothing is sent yet. */
export function createRun(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  observer: RunObserver,
): Run {
  const { maxChars = 10_000_000, stallTimeoutMs = 60_000 } = options;
  const runKey = options.workflowId && options.resume !== false ? createRunKey() : undefined;
  const held = createAccumulator(maxChars);
  const controller = new AbortController();
  const { signal } = controller;
  const startedAt = performance.now();
  let timing: Timing = { chars: 0, chunks: 0 };
  /** The server may still have the run, under its Run-Key. */
  let isThere = false;
  let broken: Break | undefined;

  const tell: Tell = (fields, step, delta = "") => {
    // a step counts when it is first reached
    if (step) timing = { [step]: performance.now() - startedAt, ...timing };
    if (!signal.aborted) observer({ ...fields, timing }, delta);
  };
  const requests = createRequests(options, body, runKey, signal, tell);

  /** Finds the run again after a break; `undefined` when it is gone. */
  async function find(after: Break, delayMs: number): Promise<Response | undefined> {
    const response = await reconnect(requests, after, held.byteOffset, delayMs, signal);
    isThere = !!response;
    return response;
  }

  /** Reads a response, and those that follow it after breaks, to the end of the run. */
  async function readThrough(response: Response): Promise<Ending> {
    for (;;) {
      try {
        return await read(response);
      } catch (error) {
        if (signal.aborted || !isThere || !isBreak(error)) throw error;
        broken ??= breakNow(error);
        tell({ status: "reconnecting" });
        const next = await find(broken, backoffMs(broken.tries));
        if (!next) throw error;
        response = next;
      }
    }
  }

  /** Reads one response; throws what broke it off. */
  async function read(response: Response): Promise<Ending> {
    const { body, headers } = response;
    isThere ||= !!runKey && headers.has("run-id");
    tell({ runId: headers.get("run-id") ?? undefined }, "headers");
    const format = await formatOf(response, options.format);
    const offset = headers.get("run-offset");
    held.begin(offset ? Number(offset) : isThere ? held.byteOffset : undefined);
    let delta = "";
    // our protocol counts every byte of the text, a leading byte order mark too
    const parser = createBodyParser(format, !!runKey, (text, id) => {
      delta += held.push(text, Number(id) || undefined);
    });
    const publish = (): void => {
      const { chars, chunks } = timing;
      const text = delta;
      delta = "";
      if (text) {
        broken = undefined;
        timing = { ...timing, chars: chars + text.length, chunks: chunks + 1 };
        tell({ ...(!chunks && NO_TEXT), status: "streaming" }, "firstText", text);
      }
      if (held.isTooLong)
        throw new WorkflowStreamError("too_long", "body", `Longer than ${maxChars} characters`);
    };
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
      if (body) await readChunks(body, feed, stallTimeoutMs, false, signal);
    } catch (error) {
      if (!isBreak(error)) throw error;
      failure = error;
    }
    const isCut = parser.end(false);
    publish();
    const { ending } = parser;
    if (ending?.error) throw workflowFailed(ending.error);
    if (ending) return { status: ending.aborted ? "stopped" : "done", verified: true };
    if (failure) throw failure;
    if (format.terminal || isCut) throw interrupted();
    return isThere ? checkEnd(requests, held.byteOffset) : { status: "done" };
  }

  function stop(): void {
    isThere = false;
    controller.abort();
    requests.cancel();
  }

  return {
    get text() {
      return held.text;
    },
    get isResumable() {
      return isThere;
    },
    startedAt,
    async follow() {
      try {
        const response = await (isThere && broken
          ? find((broken = breakNow(broken.error)), 0)
          : connect(requests, options, !!runKey, signal));
        const ending = response && (await readThrough(response));
        if (ending?.status === "done" && !held.text)
          throw new WorkflowStreamError("empty", "body", "No text came");
        isThere = false;
        return ending;
      } catch (thrown) {
        if (signal.aborted) return { status: "stopped" };
        const error = withPartialText(typed(thrown), held.text);
        isThere = isThere ? isBreak(error) : !!runKey && isAmbiguous(error);
        if (error.code === "too_long") stop();
        broken ??= breakNow(error);
        return { status: "error", error };
      }
    },
    stop,
  };
}

function isBreak(error: unknown): error is WorkflowStreamError {
  return error instanceof WorkflowStreamError && /^(interrupted|stall_timeout)$/.test(error.code);
}
