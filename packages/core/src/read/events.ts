import type { StreamEvent } from "../types.ts";

/**
 * Lines → server-sent events: each is handed on with the blank line that completes it.
 * An event whose final blank line never came is dropped, as the standard says.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventParser(onEvent: (event: StreamEvent) => void): (line: string) => void {
  let data: string | undefined;
  let event = "";
  let id = "";
  return (line) => {
    if (!line) {
      if (data !== undefined) onEvent({ event: event || "message", data, id });
      event = "";
      data = undefined;
      return;
    }
    const colon = line.indexOf(":");
    const end = colon < 0 ? line.length : colon;
    const name = line.slice(0, end);
    const value = line.slice(end + (line[end + 1] === " " ? 2 : 1));
    if (name === "data") data = data === undefined ? value : `${data}\n${value}`;
    else if (name === "event") event = value;
    else if (name === "id" && !value.includes("\0")) id = value;
  };
}
