import { createBodyParser } from "./read/body.ts";
import { readChunk } from "./read/chunks.ts";
import { interrupted, withPartialText } from "./errors.ts";
import { formatOf } from "./formats/auto.ts";
import { workflowFailed } from "./read/refusal.ts";
import type { Format } from "./types.ts";

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
  const reader = response.body.getReader();
  let text = "";
  let delta = "";
  let isEmpty = true;
  let isOver = false;
  let chunk: Uint8Array | undefined | void;
  let failure: unknown;
  const parser = createBodyParser(format, false, (piece) => (delta += piece));
  const take = (): string => {
    const taken = delta;
    // makes it one string: as parts it would take many times the memory
    taken.charCodeAt(0);
    text += taken;
    delta = "";
    return taken;
  };
  try {
    do {
      chunk = await readChunk(reader).catch((error: unknown) => void (failure = error));
      isEmpty &&= !chunk?.length;
      if (chunk) isOver = parser.feed(chunk);
      if (delta) yield take();
    } while (chunk && !isOver);
    const { done, aborted, error, isCut } = parser.end();
    const isTorn = isCut && !isOver;
    if (isTorn && !failure && format.framing === "text") delta += "\uFFFD";
    if (delta) yield take();
    if (error) throw workflowFailed(error);
    if (failure && !done) throw failure;
    if ((isTorn && format.framing === "lines") || aborted || (!done && format.terminal && !isEmpty))
      throw interrupted();
  } catch (error) {
    throw withPartialText(error, text);
  } finally {
    reader.cancel().catch(() => {});
  }
}
