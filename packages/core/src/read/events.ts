import { createHeldText } from "./heldText.ts";
import { maxHeldChars } from "./limits.ts";
import type { StreamEvent } from "../formats/format.ts";

/**
 * Lines → server-sent events: each is handed on with the blank line that completes it.
 * An event whose final blank line never came is dropped, as the standard says.
 * What it returns throws a `WorkflowStreamError`, `too_long`, at an event with more data than may be held.
 * @param maxChars the longest data of an event, in UTF-16 code units. Default: as for a text of 10 000 000.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventParser(
  onEvent: (event: StreamEvent) => void,
  maxChars: number = maxHeldChars(),
): (line: string) => void {
  const earlierData = createHeldText(maxChars);
  let data: string | undefined;
  let event = "";
  let id = "";
  return (line) => {
    if (!line) {
      if (data !== undefined)
        onEvent({ event: event || "message", data: earlierData.takeWith(data), id });
      event = "";
      data = undefined;
      return;
    }
    const colon = line.indexOf(":");
    const end = colon < 0 ? line.length : colon;
    const name = line.slice(0, end);
    const value = line.slice(end + (line[end + 1] === " " ? 2 : 1));
    if (name === "data") {
      if (data !== undefined) earlierData.add(`${data}\n`);
      data = value;
    } else if (name === "event") event = value;
    else if (name === "id" && !value.includes("\0")) id = value;
  };
}
