import { interrupted, typed, withPartialText } from "./errors.ts";
import { formatOf } from "./formats/auto.ts";
import { createBodyParser, endOf } from "./read/body.ts";
import { type ChunkReader, openChunks, type Progress } from "./read/chunks.ts";
import { closeBody } from "./read/closeBody.ts";
import { call } from "./environment.ts";
import { iterate } from "./read/iterate.ts";
import { tellParts } from "./read/parts.ts";
import { filtered } from "./read/saidError.ts";
import type { Format } from "./formats/format.ts";
import type { Part } from "./parts.ts";

/** What stands for a character that is cut at the end of plain text. */
const REPLACEMENT = "\uFFFD";

/** What `readText` takes beside a response. */
interface ReadTextOptions {
  /** Which events carry text. Default `'auto'`: by content type. */
  readonly format?: "auto" | Format | undefined;
  /** Called with what stands beside the text, in its order: before the delta of the same read, and with how it ended, last. */
  readonly onPart?: ((part: Part) => void) | undefined;
}

/**
 * Reads the text out of any streaming response: one delta for each read that brings text.
 * A character that is cut at the end becomes U+FFFD; an empty body ends normally.
 * Leaving the loop closes the connection, at once also while a delta is waited for.
 * @throws WorkflowStreamError by status when the response is no success, `format` when it carries no known stream, `interrupted` when it was cut short, `workflow_failed` when the stream says so, or a filter kept all of its text back, `too_long` when a line or an event is longer than 81 million UTF-16 code units.
 * @example
 * ```ts
 * const response = await fetch("/api/story");
 * for await (const delta of readText(response)) process.stdout.write(delta);
 * ```
 */
export function readText(
  response: Response,
  options: ReadTextOptions = {},
): AsyncGenerator<string, void, undefined> {
  return iterate((left) => {
    // a reader that was left before it began has no connection of its own to close
    left.addEventListener("abort", () => closeBody(response.body));
    return readDeltas(response, options, left);
  });
}

async function* readDeltas(
  response: Response,
  { format: asked, onPart }: ReadTextOptions,
  left: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const parts: Part[] = [];
  let text = "";
  let delta = "";
  let chunks: ChunkReader | undefined;
  const take = (): string => {
    const taken = delta;
    // makes it one string: as parts it would take many times the memory
    taken.charCodeAt(0);
    text += taken;
    delta = "";
    return taken;
  };
  try {
    const format = await formatOf(response, asked, left);
    if (!response.body || left.aborted) return;
    chunks = openChunks(response.body);
    left.addEventListener("abort", chunks.close);
    let isEmpty = true;
    let progress: Progress = "open";
    let failure: unknown;
    const parser = createBodyParser(format, { keepsBom: false }, (result) => {
      tellParts(result, (part) => parts.push(part));
      if (typeof result.text === "string") delta += result.text;
    });
    const tell = (): void => {
      for (const part of parts.splice(0)) call(onPart, part);
    };
    while (progress !== "over") {
      let chunk: Uint8Array | undefined;
      try {
        chunk = await chunks.read(progress);
      } catch (error) {
        failure = error;
      }
      if (left.aborted) return;
      if (!chunk) break;
      isEmpty &&= chunk.length === 0;
      progress = parser.feed(chunk);
      tell();
      if (delta) yield take();
    }
    const end = parser.end();
    const isTornText = end.isCut && format.framing === "text" && !failure;
    if (isTornText) delta += REPLACEMENT;
    tell();
    if (delta) yield take();
    if (isEmpty && !failure) return;
    const ending = endOf(isTornText ? { ...end, isCut: false } : end, response, failure);
    if (ending.status === "stopped") throw interrupted();
    if (ending.status === "unproven" && ending.failure) throw ending.failure;
    if (ending.status !== "done") return;
    const { finish } = ending;
    call(onPart, { type: "finish", ...finish });
    if (finish.finishReason === "content-filter" && !text) throw filtered();
  } catch (error) {
    // whoever left has no use for it
    if (left.aborted) return;
    throw withPartialText(typed(error, "unsupported", "body"), text);
  } finally {
    chunks?.close();
  }
}
