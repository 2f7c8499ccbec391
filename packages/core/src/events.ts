import { createLineSplitter } from "./lines.ts";
import type { StreamEvent } from "./types.ts";

/**
 * Text → server-sent events: feed it text as it comes, and each event is handed on with the line break that completes it.
 * An event whose final blank line never came is dropped, as the standard says.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventParser(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let data = "";
  let event = "";
  let id = "";
  return createLineSplitter((line) => {
    if (!line) {
      if (data) onEvent({ event: event || "message", data: data.slice(0, -1), id });
      data = event = "";
      return;
    }
    const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (name === "data") data += `${value}\n`;
    else if (name === "event") event = value;
    else if (name === "id" && !value.includes("\0")) id = value;
  });
}
