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
  ending: FormatResult | undefined;
}

/**
 * Joins decoder, framing and format for one response.
 * @param keepsBom a byte order mark at the beginning of plain text is text.
 * @param onText takes each delta, and the id of the event that brought it.
 */
export function createBodyParser(
  format: Format,
  keepsBom: boolean,
  onText: (delta: string, id: string) => void,
): BodyParser {
  const { framing } = format;
  let likelyEnding: FormatResult | undefined;
  const onEvent = (event: StreamEvent): void => {
    if (parser.ending) return;
    likelyEnding = undefined;
    const result = read(format, event);
    if (!result) return;
    if (typeof result.text === "string") onText(result.text, event.id);
    if (result.done === "unless-more") likelyEnding = result;
    else if (result.done || result.aborted || result.error) parser.ending = result;
  };
  const onData = (data: string): void => onEvent({ event: "message", data, id: "" });
  const decode = createDecoder(keepsBom && framing === "text");
  const feed = {
    events: createEventParser(onEvent),
    lines: createLineSplitter((line) => line.trim() && onData(line)),
    text: onData,
  }[framing];
  const parser: BodyParser = {
    ending: undefined,
    feed(chunk) {
      const text = decode(chunk);
      if (text) feed(text);
    },
    end(showsCut) {
      const rest = decode();
      parser.ending ??= likelyEnding;
      if (showsCut && rest && framing === "text") feed(rest);
      try {
        if (framing === "lines") feed(`${rest}\n`);
      } catch {
        return true;
      }
      return !!rest;
    },
  };
  return parser;
}

/** What an event means to a format. */
function read(format: Format, event: StreamEvent): FormatResult | undefined {
  try {
    return format.read(event);
  } catch (cause) {
    if (cause instanceof WorkflowStreamError) throw cause;
    const message = `Not an event of ${format.name}: ${cause}`;
    throw new WorkflowStreamError("format", "body", message, { cause });
  }
}
