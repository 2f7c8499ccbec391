import { createBodyParser } from "./body.ts";
import { readChunk } from "./chunks.ts";
import { interrupted, withPartialText } from "./errors.ts";
import { formatOf } from "./formats/auto.ts";
import { readRefusal, workflowFailed } from "./refusal.ts";
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
  if (!response.ok) throw await readRefusal(response);
  const format = await formatOf(response, options.format);
  if (!response.body) return;
  const reader = response.body.getReader();
  let text = "";
  let delta = "";
  let isEmpty = true;
  let isCut = false;
  let chunk: Uint8Array | undefined | void;
  let failure: unknown;
  const parser = createBodyParser(format, false, (piece) => (delta += piece));
  try {
    do {
      chunk = await readChunk(reader).catch((error: unknown) => void (failure = error));
      isEmpty &&= !chunk?.length;
      try {
        if (chunk) parser.feed(chunk);
        else isCut = parser.end(!failure) && format.framing === "lines";
      } finally {
        // what was understood before a faulty event is text all the same
        text += delta;
        if (delta) yield delta;
        delta = "";
      }
    } while (chunk && !parser.ending);
    const { ending } = parser;
    if (failure && !ending) throw failure;
    if (ending?.error) throw workflowFailed(ending.error);
    if (isCut || ending?.aborted || (!ending && format.terminal && !isEmpty)) throw interrupted();
  } catch (error) {
    throw withPartialText(error, text);
  } finally {
    reader.cancel().catch(() => {});
  }
}
