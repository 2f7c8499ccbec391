import type { StreamEvent } from "./types.ts";

/**
 * Text → server-sent events: feed it text as it comes, and each event is handed on with the line break that completes it.
 * An event whose final blank line never came is dropped, as the standard says.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventParser(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let endsWithCr = false;
  let line = "";
  let data = "";
  let event = "";
  let id = "";

  function onLine(line: string): void {
    if (line === "") {
      if (data) onEvent({ event: event || "message", data: data.slice(0, -1), id });
      data = event = "";
      return;
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (name === "data") data += `${value}\n`;
    else if (name === "event") event = value;
    else if (name === "id" && !value.includes("\0")) id = value;
  }

  return (text) => {
    if (!text) return;
    // a line feed after a carriage return belongs to it, also where a chunk ends between them
    const skipsOne = endsWithCr && text[0] === "\n";
    endsWithCr = text.endsWith("\r");
    if (skipsOne) text = text.slice(1);
    const lines = text.split(/\r\n?|\n/);
    const last = lines.pop()!;
    for (const part of lines) {
      onLine(line + part);
      line = "";
    }
    line += last;
  };
}
