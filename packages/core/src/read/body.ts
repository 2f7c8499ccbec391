import { interrupted, typed, wordsOf, type WorkflowStreamError } from "../errors.ts";
import type { Format, FormatResult, StreamEvent } from "../formats/format.ts";
import type { Finish, FinishReason, Usage } from "../parts.ts";
import type { Progress } from "./chunks.ts";
import { createDecoder } from "./decoder.ts";
import { createEventParser } from "./events.ts";
import { maxHeldChars } from "./limits.ts";
import { createLineSplitter } from "./lines.ts";
import { isPage } from "./mediaType.ts";
import { MAX_BODY_BYTES, refusalOf } from "./refusal.ts";
import { workflowFailed } from "./saidError.ts";

/** The chunks of one response → what its events mean, and how the text ended. */
export interface BodyParser {
  /** Takes a chunk. After `'over'` nothing is handed on any more. */
  feed(chunk: Uint8Array): Progress;
  /** No chunk comes any more: hands on a last line that has no line break, and says how the body ended. */
  end(): BodyEnd;
}

/** How a body ended, as far as it says. */
export interface BodyEnd {
  /** What its format said of the end; nothing where it said nothing. */
  readonly said: FormatResult;
  /** Why it ended, and what it took, as far as any event said so. */
  readonly finish: Finish;
  /** What an event was at fault of. */
  readonly fault: WorkflowStreamError | undefined;
  /** It ends within a character, or within a line that means nothing as it is. */
  readonly isCut: boolean;
  /** Its format says when a text has ended. */
  readonly isTerminal: boolean;
  /** What it said instead of events, its first 64 Ki code units; `''` where any came, or the format has none. */
  readonly unheard: string;
}

/** How a text ended: the server said so, or nothing was said, and what broke the connection, if anything did. */
export type TextEnd =
  | { readonly status: "done"; readonly finish: Finish }
  | { readonly status: "stopped" }
  | { readonly status: "unproven"; readonly failure: unknown };

const NOTHING_SAID: FormatResult = {};

/**
 * Joins decoder, framing and format for one response.
 * @param options `keepsBom`: a byte order mark at the beginning of plain text is text. `maxChars`: the longest text that is
 * asked for, in UTF-16 code units, which bounds its lines and events too; default 10 000 000.
 * @param onResult takes what each event means, and the id of the event; what it throws is the event's fault.
 */
export function createBodyParser(
  format: Format,
  { keepsBom, maxChars }: { readonly keepsBom: boolean; readonly maxChars?: number | undefined },
  onResult: (result: FormatResult, id: string) => void,
): BodyParser {
  let said = NOTHING_SAID;
  let finishReason: FinishReason | undefined;
  let usage: Usage | undefined;
  let fault: WorkflowStreamError | undefined;
  /** More of the text, or another answer, has come with the chunk that is fed. */
  let hasGrown = false;
  let hasHeard = format.framing !== "events";
  let unheard = "";
  const isOver = (): boolean =>
    fault !== undefined || said.done === true || said.aborted === true || Boolean(said.error);

  function onEvent(event: StreamEvent): void {
    hasHeard = true;
    if (isOver()) return;
    const result = format.read(event) ?? NOTHING_SAID;
    onResult(result, event.id);
    // more text takes an end back, and so does another answer; an event without text does not
    if (result.text || result.restarts) {
      hasGrown = true;
      said = NOTHING_SAID;
      finishReason = undefined;
    }
    if (result.restarts) usage = undefined;
    if (result.done || result.aborted || result.error) said = result;
    if (result.finishReason) finishReason = result.finishReason;
    if (result.usage) usage = { ...usage, ...result.usage };
  }

  const onData = (data: string): void => onEvent({ event: "message", data, id: "" });
  const decode = createDecoder(keepsBom && format.framing === "text");
  const frame = createFraming(format, maxHeldChars(maxChars), onEvent, onData);
  function feedText(text: string): void {
    try {
      frame(text);
    } catch (cause) {
      fault ??= typed(cause, "format", "body", `${format.name}: ${wordsOf(cause)}`);
    }
  }

  return {
    feed(chunk) {
      const mayHaveEnded = said.done;
      hasGrown = false;
      const text = decode(chunk);
      if (!hasHeard && unheard.length < MAX_BODY_BYTES) unheard += text;
      if (text) feedText(text);
      if (isOver()) return "over";
      if (!said.done) return "open";
      return mayHaveEnded && !hasGrown ? "lingers" : "may-end";
    },
    end() {
      const rest = decode();
      const isRead = fault === undefined;
      if (format.framing === "lines") feedText(`${rest}\n`);
      return {
        said,
        finish: { finishReason, usage },
        fault,
        // what an event before it was at fault of stands, wherever the bytes ended
        isCut: isRead && (rest !== "" || fault?.code === "format"),
        isTerminal: format.terminal,
        unheard: hasHeard ? "" : unheard.slice(0, MAX_BODY_BYTES),
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

/**
 * How the text of a body ended.
 * @param response whose body it was: an error page that came in place of events says why.
 * @param failure what broke the connection; `undefined` where the body came to its end.
 * @throws WorkflowStreamError `workflow_failed` or, where nobody read the run, `interrupted` when the stream says so; `format` when the answer is a page; what an event was at fault of; `failure`, or
 * `interrupted`, when the text is known to be cut.
 */
export function endOf(
  { said, finish, fault, isCut, isTerminal, unheard }: BodyEnd,
  response: Response,
  failure?: unknown,
): TextEnd {
  if (fault && !isCut) throw fault;
  if (said.error) throw workflowFailed(said.error);
  if (said.aborted) return { status: "stopped" };
  if (said.done) return { status: "done", finish };
  if (!failure && unheard.trim() && isPage(response)) throw refusalOf(response, unheard);
  if (isCut || isTerminal) throw failure ?? interrupted(fault);
  return { status: "unproven", failure };
}
