import { eventStream } from "./eventStream.ts";
import { plainText } from "./plainText.ts";
import { Problem } from "./problem.ts";
import type { StreamFormat } from "./streamFormat.ts";

/** Chooses server-sent events when `?format=sse` or the `Accept` header asks for them by name, else plain text. */
export function negotiateFormat(request: Request): StreamFormat {
  if (new URL(request.url).searchParams.get("format") === "sse") return eventStream;
  const accept = request.headers.get("accept") ?? "";
  const eventsWeight = weight(accept, "text/event-stream");
  return eventsWeight > 0 && eventsWeight >= weight(accept, "text/plain") ? eventStream : plainText;
}

/** Whether the `Accept` header names the media type. */
export function acceptsByName(request: Request, mediaType: string): boolean {
  return weight(request.headers.get("accept") ?? "", mediaType) > 0;
}

/** Where a body is asked to begin. */
export interface AskedPosition {
  /** UTF-8 bytes of text before it. */
  readonly bytes: number;
  /** Parts before it. Default: those that stand before its text. */
  readonly parts?: number;
}

/**
 * Where a resumed body begins: the text at `?offset=`, else `Last-Event-ID`, else 0; the parts after the first `?parts=`.
 * @throws Problem `invalid_offset` when one is not a whole number.
 */
export function askedPosition(request: Request): AskedPosition {
  const { searchParams } = new URL(request.url);
  const offset = searchParams.get("offset") ?? (request.headers.get("last-event-id") || "0");
  const parts = searchParams.get("parts");
  return {
    bytes: wholeNumber(offset, "The offset must be a whole number of bytes."),
    ...(parts !== null && { parts: wholeNumber(parts, "The parts must be a whole number.") }),
  };
}

function wholeNumber(value: string, complaint: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new Problem("invalid_offset", complaint);
  return Number(value);
}

function weight(accept: string, mediaType: string): number {
  for (const range of accept.toLowerCase().split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
    if (type !== mediaType) continue;
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    const value = q === undefined ? 1 : Number(q.slice(2));
    return Number.isNaN(value) ? 0 : value;
  }
  return 0;
}
