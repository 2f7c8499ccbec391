import { interrupted, withPartialText } from "./errors.ts";
import { formatOf } from "./formats/auto.ts";
import { createBodyParser, endOf } from "./read/body.ts";
import { openChunks, type Progress } from "./read/chunks.ts";
import type { Format } from "./types.ts";

/** What stands for a character that is cut at the end of plain text. */
const REPLACEMENT = "\uFFFD";

/**
 * Reads the text out of any streaming response: one delta for each read that brings text.
 * A character that is cut at the end becomes U+FFFD; an empty body ends normally. Leaving the loop closes the connection.
 * @param options `format`: which events carry text. Default `'auto'`: by content type.
 * @throws WorkflowStreamError by status when the response is no success, `format` when it carries no known stream, `interrupted` when it was cut short, `workflow_failed` when the stream says so.
 */
export async function* readText(
  response: Response,
  options: { format?: "auto" | Format | undefined } = {},
): AsyncGenerator<string, void, undefined> {
  const format = await formatOf(response, options.format);
  if (!response.body) return;
  const chunks = openChunks(response.body);
  let text = "";
  let delta = "";
  let isEmpty = true;
  let progress: Progress = "open";
  let failure: unknown;
  const parser = createBodyParser(format, { keepsBom: false }, (piece) => (delta += piece));
  const take = (): string => {
    const taken = delta;
    // makes it one string: as parts it would take many times the memory
    taken.charCodeAt(0);
    text += taken;
    delta = "";
    return taken;
  };
  try {
    while (progress !== "over") {
      const chunk = await chunks.read(progress).catch((error: unknown) => void (failure = error));
      if (!chunk) break;
      isEmpty &&= chunk.length === 0;
      progress = parser.feed(chunk);
      if (delta) yield take();
    }
    const end = parser.end();
    const isTornText = end.isCut && format.framing === "text" && !failure;
    if (isTornText) delta += REPLACEMENT;
    if (delta) yield take();
    if (isEmpty && !failure) return;
    const ending = endOf(isTornText ? { ...end, isCut: false } : end, failure);
    if (ending.status === "stopped") throw interrupted();
    if (ending.status === "unproven" && ending.failure) throw ending.failure;
  } catch (error) {
    throw withPartialText(error, text);
  } finally {
    chunks.close();
  }
}
