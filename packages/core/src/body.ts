import { createDecoder } from "./decoder.ts";
import { WorkflowStreamError } from "./errors.ts";
import { createEventParser } from "./events.ts";
import { createLineSplitter } from "./lines.ts";
import type { Format, FormatResult, StreamEvent } from "./types.ts";

/** The chunks of one response → deltas, and how the format said that it ended. */
export interface BodyParser {
  feed(chunk: Uint8Array): void;
  /** No chunk comes any more: hands on a last line that has no line break, and what a cut character becomes if asked. Returns whether the body is cut inside a character or line. */
  end(showsCut: boolean): boolean;
  /** What the format said of the end, once it did; nothing after it is handed on. */
  readonly ending: FormatResult | undefined;
}

/**
 * Joins decoder, framing and format for one response.
 * @param keepsBom a byte order mark at the beginning of plain text is text.
 * @param onText takes each delta, and the byte offset after it where the stream says one.
 */
export function createBodyParser(
  format: Format,
  keepsBom: boolean,
  onText: (delta: string, end: number | undefined) => void,
): BodyParser {
  const { framing } = format;
  let ending: FormatResult | undefined;
  let likelyEnding: FormatResult | undefined;
  const decoder = createDecoder(keepsBom && framing === "text");
  const onEvent = (event: StreamEvent): void => {
    if (ending) return;
    const result = read(format, event);
    if (result?.text) onText(result.text, /^\d+$/.test(event.id) ? Number(event.id) : undefined);
    likelyEnding = result?.done === "unless-more" ? result : undefined;
    if (!likelyEnding && (result?.done || result?.aborted || result?.error)) ending = result;
  };
  const onData = (data: string): void => onEvent({ event: "message", data, id: "" });
  const feed =
    framing === "events"
      ? createEventParser(onEvent)
      : framing === "lines"
        ? createLineSplitter(onData)
        : onData;
  return {
    feed(chunk) {
      const text = decoder.decode(chunk);
      if (text) feed(text);
    },
    end(showsCut) {
      const rest = decoder.flush();
      ending ??= likelyEnding;
      if (showsCut && rest && framing === "text") feed(rest);
      try {
        if (framing === "lines") feed(`${rest}\n`);
      } catch {
        return true;
      }
      return !!rest;
    },
    get ending() {
      return ending;
    },
  };
}

function read(format: Format, event: StreamEvent): FormatResult | undefined {
  try {
    return format.read(event);
  } catch (cause) {
    if (cause instanceof WorkflowStreamError) throw cause;
    throw new WorkflowStreamError(
      "format",
      "body",
      `An event is not of the format ${format.name}`,
      {
        cause,
      },
    );
  }
}

/** What a format calls an error, as a typed one. */
export function formatError(error: NonNullable<FormatResult["error"]>): WorkflowStreamError {
  const { message, code } = typeof error === "string" ? { message: error } : error;
  return new WorkflowStreamError("workflow_failed", "body", message, { serverCode: code });
}
