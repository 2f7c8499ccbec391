/** Content types and headers of streams. */
export const SSE = "text/event-stream";
export const NDJSON = "application/x-ndjson";

/** Server-sent events with these data: texts as they are, all else as JSON. */
export function sse(...events: unknown[]): string {
  return events.map((event) => `data: ${show(event)}\n\n`).join("");
}

/** Server-sent events named after their type. */
export function namedSse(...events: { type: string; [field: string]: unknown }[]): string {
  return events.map((event) => `event: ${event.type}\n${sse(event)}`).join("");
}

/** Lines: texts as they are, all else as JSON. */
export function lines(...values: unknown[]): string {
  return values.map((value) => `${show(value)}\n`).join("");
}

/** The same stream with the other line breaks. */
export function crlf(stream: string): string {
  return stream.replaceAll("\n", "\r\n");
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
