import { eventStream, plainText, type StreamFormat } from "./formats.ts";
import { Problem } from "./problem.ts";

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

/**
 * Where a resumed body begins, in UTF-8 bytes of text: `?offset=`, else `Last-Event-ID`, else 0.
 * @throws Problem `invalid_offset` when it is not a whole number.
 */
export function resumeOffset(request: Request): number {
  const offset = new URL(request.url).searchParams.get("offset");
  const value = offset ?? (request.headers.get("last-event-id") || "0");
  if (!/^\d{1,15}$/.test(value)) {
    throw new Problem("invalid_offset", "The offset must be a whole number of bytes.");
  }
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
