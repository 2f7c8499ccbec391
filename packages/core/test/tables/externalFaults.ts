import { events, ollama, openaiChat } from "../../src/formats/index.ts";
import { WorkflowStreamError } from "../../src/index.ts";
import type { Format, FormatResult, StreamEvent } from "../../src/formats/format.ts";
import { external, importExternal } from "./external.ts";

/** What a server does wrong, and what is expected of a client, as `CASES_DIR` describes it. */
export interface Fault {
  readonly theme: string;
  readonly name: string;
  readonly path: string;
  readonly type: "text" | "sse" | "openai" | "ui" | "ndjson";
  readonly expect: Expectation & { readonly sequence?: readonly Expectation[] };
}

interface Expectation {
  readonly outcome: string;
  readonly accept?: readonly string[];
  readonly accept_if_no_terminator_check?: readonly string[];
  readonly text?: string;
  readonly accept_texts?: readonly string[];
  readonly text_repeat?: readonly [text: string, times: number];
  readonly text_any?: boolean;
  readonly text_prefix_of?: string;
  readonly status?: number;
  readonly message?: string;
  readonly message_max_length?: number;
  readonly code?: string;
  readonly retry_after_ms?: number | null;
}

/** The faults that one reading shows: those of silence need a client's time-outs, or its abort. */
export const faults: readonly Fault[] = external<Fault>("faults.json").filter(
  ({ expect }) => expect.outcome !== "timeout" && expect.outcome !== "aborted",
);

/** The format of each type of payload. */
export const faultFormats: Readonly<Record<Fault["type"], "auto" | Format>> = {
  text: "auto",
  ui: "auto",
  sse: events(readToken, { terminal: true }),
  openai: openaiChat,
  ndjson: ollama,
};

/** Starts the server that makes the faults, on loopback. */
export async function startFaultServer(): Promise<{ url: string; close(): Promise<void> }> {
  const { start } = await importExternal<{ start: typeof startFaultServer }>("fault-server.mjs");
  return start();
}

/** The outcomes a sound reader may come to. */
export function acceptable({ type, theme, expect }: Fault, step: Expectation = expect): string[] {
  const { outcome, accept = [], accept_if_no_terminator_check = [] } = step;
  const unchecked = type === "text" ? accept_if_no_terminator_check : [];
  // a reader does not connect again, and a broken content coding is to it a body that breaks off
  const brokenOff = theme === "resume" || outcome === "error-encoding" ? ["error-truncated"] : [];
  return [outcome, ...accept, ...unchecked, ...brokenOff];
}

/** What a reading has come to, with what is wrong about it where something is. */
export function outcomeOf(text: string, error: unknown, expected: Expectation): string {
  if (error === undefined)
    return !isRight(text, expected)
      ? `success with ${JSON.stringify(text)}`
      : text
        ? "success"
        : "success-empty";
  if (!(error instanceof WorkflowStreamError)) return "error-network";
  if (error.phase === "connect" && error.code !== "format")
    return isToldWell(error, expected) ? "error-status" : `error-status of ${error.status}`;
  if (error.phase === "connect") return "error-content-type";
  if (error.code === "interrupted")
    return isPrefix(text, expected) ? "error-truncated" : `error-truncated after ${text}`;
  return error.code === "format" || error.message === expected.message
    ? "error-in-stream"
    : `error-in-stream of ${error.message}`;
}

function isRight(text: string, expected: Expectation): boolean {
  const { text: whole, accept_texts = [], text_repeat, text_any, outcome } = expected;
  if (text_any || accept_texts.includes(text)) return true;
  if (text_repeat) return text === text_repeat[0].repeat(text_repeat[1]);
  // where a break may go unseen, the text ends with it, and maybe inside a character
  if (/truncated|encoding/.test(outcome)) return isPrefix(text.replace(/\uFFFD$/, ""), expected);
  return whole === undefined || text === whole;
}

function isPrefix(text: string, { text: whole, text_prefix_of = whole }: Expectation): boolean {
  return (text_prefix_of ?? text).startsWith(text);
}

function isToldWell(error: WorkflowStreamError, expected: Expectation): boolean {
  const { status, message, code, message_max_length = 500, retry_after_ms: delay } = expected;
  const { retryAfterMs } = error;
  return (
    (status === undefined || status === error.status) &&
    (message === undefined || message === error.message) &&
    (code === undefined || code === error.serverCode) &&
    error.message.length <= message_max_length &&
    !error.message.includes("<") &&
    (delay === undefined ||
      (delay === null ? retryAfterMs === undefined : Math.abs(retryAfterMs! - delay) <= 1000))
  );
}

function readToken({ event, data }: StreamEvent): FormatResult {
  if (event === "done") return { done: true };
  const value = JSON.parse(data);
  return event === "error" ? { error: value } : { text: value.text };
}
