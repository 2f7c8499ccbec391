import type { FormatResult, StreamEvent } from "./format.ts";
import { type JsonObject, objectOf, parseOrKeep, stringOf } from "../read/json.ts";
import { parseError } from "../read/saidError.ts";

/** What servers of every format, or gateways before them, write after the last event. */
const END_MARK = "[DONE]";

/** What a failure says for itself. */
export interface SaidFailure {
  readonly message: string;
  readonly code?: string | undefined;
}

/**
 * Reads an event of a format whose events are JSON objects. What servers of all formats do alike is known here alone:
 * an event without data keeps the connection alive and means nothing, `[DONE]` ends the text, and a failure comes as
 * an event named `error` or as an object with an `error`.
 * @param read what any other event means.
 * @throws SyntaxError where the data is no JSON.
 */
export function readJsonEvent(
  { event, data }: StreamEvent,
  read: (value: JsonObject) => FormatResult | undefined,
): FormatResult | undefined {
  const said = data.trim();
  if (said === END_MARK) return { done: true };
  // what stands there need not be JSON
  if (event === "error") return { error: failureOf(parseOrKeep(said)) };
  if (said === "") return undefined;
  const value = objectOf(JSON.parse(said));
  return value.error ? { error: failureOf(value) } : read(value);
}

/** What a failure says for itself: a string, or an object that says it itself or within `error`. */
export function failureOf(said: unknown): SaidFailure {
  const { type } = objectOf(said);
  const { message = "The model's server reported an error", serverCode } = parseError(said);
  // a type `error` says what the event is, and nothing of the failure
  return { message, code: serverCode ?? (type === "error" ? undefined : stringOf(type)) };
}
