import { createHeldText } from "./heldText.ts";
import { maxHeldChars } from "./limits.ts";

/**
 * Text (never an empty one) → lines without their line break (CR LF, LF or CR); a line that has not ended waits.
 * What it returns throws a `WorkflowStreamError`, `too_long`, at a longer line than may be held.
 * @param maxChars the longest line, in UTF-16 code units. Default: as for a text of 10 000 000.
 */
export function createLineSplitter(
  onLine: (line: string) => void,
  maxChars: number = maxHeldChars(),
): (text: string) => void {
  const held = createHeldText(maxChars);
  let endsWithCr = false;
  return (text) => {
    // a line feed after a carriage return belongs to it, also where a chunk ends between them
    if (endsWithCr && text[0] === "\n") text = text.slice(1);
    endsWithCr = text.endsWith("\r");
    if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
    let start = 0;
    for (let end = 0; (end = text.indexOf("\n", start)) >= 0; start = end + 1) {
      onLine(held.takeWith(text.slice(start, end)));
    }
    held.add(text.slice(start));
  };
}
