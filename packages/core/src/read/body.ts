import { createDecoder } from "./decoder.ts";
import { typed, type WorkflowStreamError } from "../errors.ts";
import { createEventParser } from "./events.ts";
import { createLineSplitter } from "./lines.ts";
import type { Format, FormatResult, StreamEvent } from "../types.ts";

/** The chunks of one response → deltas, and how the format said that it ended. */
export interface BodyParser {
  /** Takes a chunk. Returns whether the text has ended, or an event was at fault: nothing after it is handed on. */
  feed(chunk: Uint8Array): boolean;
  /**
   * No chunk comes any more: hands on a last line that has no line break.
   * @returns what the last event meant, and whether the body is cut inside a character or line.
   * @throws WorkflowStreamError what an event was at fault of.
   */
  end(): FormatResult & { readonly isCut: boolean };
}

/**
 * Joins decoder, framing and format for one response.
 * @param keepsBom a byte order mark at the beginning of plain text is text.
 * @param onText takes each delta, and the id of the event that brought it; what it throws is the event's fault.
 */
export function createBodyParser(
  format: Format,
  keepsBom: boolean,
  onText: (delta: string, id: string) => void,
): BodyParser {
  let isOver = false;
  let last: FormatResult = {};
  let failure: WorkflowStreamError | undefined;
  const onEvent = (event: StreamEvent): void => {
    if (isOver) return;
    try {
      last = format.read(event) ?? {};
      if (typeof last.text === "string") onText(last.text, event.id);
      isOver = last.done === true || !!last.aborted || !!last.error;
    } catch (cause) {
      isOver = true;
      failure = typed(cause, "format", "body", `${format.name}: ${cause}`);
    }
  };
  const onData = (data: string): void => onEvent({ event: "message", data, id: "" });
  const decode = createDecoder(keepsBom && format.framing === "text");
  const feed =
    format.framing === "text"
      ? onData
      : createLineSplitter(
          format.framing === "events"
            ? createEventParser(onEvent)
            : (line) => line.trim() && onData(line),
        );
  return {
    feed(chunk) {
      const text = decode(chunk);
      if (text) feed(text);
      return isOver;
    },
    end() {
      if (failure) throw failure;
      const rest = decode();
      if (format.framing === "lines") feed(`${rest}\n`);
      return { ...last, isCut: !!rest || !!failure };
    },
  };
}
