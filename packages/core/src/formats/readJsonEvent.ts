import type { FormatResult, StreamEvent } from "../types.ts";
import { firstStringOf, type JsonObject, objectOf } from "./json.ts";

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
  if (event === "error") return { error: failureOf(parseOrKeep(said)) };
  if (said === "") return undefined;
  const value = objectOf(JSON.parse(said));
  return value.error ? { error: failureOf(value) } : read(value);
}

/**
 * The words and the code of a failure: of a string, or of an object that has them itself or within `error`.
 * @param said the whole event, as a server sent it.
 */
export function failureOf(said: unknown): SaidFailure {
  const outer = objectOf(said);
  const inner = objectOf(outer.error);
  return {
    message:
      firstStringOf(
        said,
        inner.message,
        outer.error,
        outer.message,
        outer.errorText,
        outer.detail,
      ) ?? "The model's server reported an error",
    code: firstStringOf(
      inner.code,
      inner.type,
      inner.status,
      outer.code,
      // a type `error` says what the event is, and nothing of the failure
      outer.type === "error" ? undefined : outer.type,
    ),
  };
}

/** What stands in an event named `error` need not be JSON. */
function parseOrKeep(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
