import { interrupted, typed, type WorkflowStreamError } from "../errors.ts";
import type { Format, FormatResult, StreamEvent } from "../types.ts";
import type { Progress } from "./chunks.ts";
import { createDecoder } from "./decoder.ts";
import { createEventParser } from "./events.ts";
import { maxHeldChars } from "./limits.ts";
import { createLineSplitter } from "./lines.ts";
import { workflowFailed } from "./refusal.ts";

/** The chunks of one response → deltas, and how the text ended. */
export interface BodyParser {
  /** Takes a chunk. After `'over'` nothing is handed on any more. */
  feed(chunk: Uint8Array): Progress;
  /** No chunk comes any more: hands on a last line that has no line break, and says how the body ended. */
  end(): BodyEnd;
}

/** How a body ended, as far as it says. */
export interface BodyEnd {
  /** What its format said of the end. */
  readonly mark: Mark;
  /** It ends within a character or a line; `cutBy` is what its line is at fault of, where it is whole. */
  readonly isCut: boolean;
  readonly cutBy: WorkflowStreamError | undefined;
  /** Its format says when a text has ended. */
  readonly isTerminal: boolean;
}

/** What a format has said of the end of a text: nothing, that it ended unless more text comes, or for good. */
type Mark =
  | { readonly kind: "none" }
  | { readonly kind: "done"; readonly isFinal: boolean }
  | { readonly kind: "aborted" }
  | { readonly kind: "failed"; readonly error: NonNullable<FormatResult["error"]> }
  | { readonly kind: "faulty"; readonly error: WorkflowStreamError };

/** How a text ended: the server said so, or nothing was said, and what broke the connection, if anything did. */
export type TextEnd =
  | { readonly status: "done" | "stopped" }
  | { readonly status: "unproven"; readonly failure: unknown };

const NO_MARK: Mark = { kind: "none" };

/**
 * Joins decoder, framing and format for one response.
 * @param options `keepsBom`: a byte order mark at the beginning of plain text is text. `maxChars`: the longest text that is
 * asked for, in UTF-16 code units, which bounds its lines and events too; default 10 000 000.
 * @param onText takes each delta, and the id of the event that brought it; what it throws is the event's fault.
 */
export function createBodyParser(
  format: Format,
  { keepsBom, maxChars }: { readonly keepsBom: boolean; readonly maxChars?: number | undefined },
  onText: (delta: string, id: string) => void,
): BodyParser {
  let mark = NO_MARK;
  const isOver = (): boolean => mark.kind !== "none" && !(mark.kind === "done" && !mark.isFinal);

  function onEvent(event: StreamEvent): void {
    if (isOver()) return;
    try {
      const result = format.read(event) ?? {};
      if (typeof result.text === "string") onText(result.text, event.id);
      // more text takes an end back, and so does another answer; an event without text does not
      if (result.text || result.restarts) mark = NO_MARK;
      mark = markOf(result) ?? mark;
    } catch (cause) {
      const error = typed(cause, "format", "body", `${format.name}: ${String(cause)}`);
      mark = { kind: "faulty", error };
    }
  }

  const onData = (data: string): void => onEvent({ event: "message", data, id: "" });
  const decode = createDecoder(keepsBom && format.framing === "text");
  const frame = createFraming(format, maxHeldChars(maxChars), onEvent, onData);
  function feedText(text: string): void {
    try {
      frame(text);
    } catch (cause) {
      mark = { kind: "faulty", error: typed(cause, "format", "body") };
    }
  }

  return {
    feed(chunk) {
      const before = mark;
      const text = decode(chunk);
      if (text) feedText(text);
      if (isOver()) return "over";
      if (mark.kind !== "done") return "open";
      return mark === before ? "lingers" : "may-end";
    },
    end() {
      const before = mark;
      const rest = decode();
      if (format.framing === "lines") feedText(`${rest}\n`);
      const cutBy = before.kind !== "faulty" && mark.kind === "faulty" ? mark.error : undefined;
      return {
        mark: cutBy ? before : mark,
        isCut: rest !== "" || cutBy !== undefined,
        cutBy,
        isTerminal: format.terminal,
      };
    },
  };
}

function createFraming(
  { framing }: Format,
  maxChars: number,
  onEvent: (event: StreamEvent) => void,
  onData: (data: string) => void,
): (text: string) => void {
  if (framing === "text") return onData;
  if (framing === "events")
    return createLineSplitter(createEventParser(onEvent, maxChars), maxChars);
  return createLineSplitter((line) => {
    if (line.trim()) onData(line);
  }, maxChars);
}

/** What an event said of the end; `undefined` where it said nothing. */
function markOf({ done, aborted, error }: FormatResult): Mark | undefined {
  if (error) return { kind: "failed", error };
  if (aborted) return { kind: "aborted" };
  if (done) return { kind: "done", isFinal: done !== "unless-more" };
  return undefined;
}

/**
 * How the text of a body ended.
 * @param failure what broke the connection; `undefined` where the body came to its end.
 * @throws WorkflowStreamError `workflow_failed` when the stream says so; what an event was at fault of; `failure`, or
 * `interrupted`, when the text is known to be cut.
 */
export function endOf({ mark, isCut, cutBy, isTerminal }: BodyEnd, failure?: unknown): TextEnd {
  if (mark.kind === "faulty") throw mark.error;
  if (mark.kind === "failed") throw workflowFailed(mark.error);
  if (mark.kind === "aborted") return { status: "stopped" };
  if (mark.kind === "done") return { status: "done" };
  if (isCut || isTerminal) throw failure ?? interrupted(cutBy);
  return { status: "unproven", failure };
}
