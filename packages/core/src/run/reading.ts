import { WorkflowStreamError } from "../errors.ts";
import { createBodyParser, endOf, type TextEnd } from "../read/body.ts";
import { openChunks, type Progress } from "../read/chunks.ts";
import { pump } from "../read/pump.ts";
import { tellParts } from "../read/parts.ts";
import type { Format } from "../formats/format.ts";
import type { Part } from "../parts.ts";
import type { Accumulator } from "./accumulator.ts";
import type { Attempt } from "./attempt.ts";
import { parseCount } from "./count.ts";

/** What the reading of a response is given. */
export interface Reading {
  readonly attempt: Attempt;
  readonly format: Format;
  /** The run has a Run-Key: every byte of its text counts, a leading byte order mark too. */
  readonly hasRunKey: boolean;
  /** Holds the run's text and parts; the response begins where it was told. */
  readonly accumulator: Accumulator;
  /** The longest text, in UTF-16 code units. */
  readonly maxChars: number;
  /** How long the body may be silent, in ms. */
  readonly stallTimeoutMs: number;
  /** Takes what each chunk brought, where it brought any text. */
  readonly onDelta: (delta: string) => void;
  /** Takes the parts that each chunk brought, where it brought any, before its text. */
  readonly onParts: (parts: readonly Part[]) => void;
}

/**
 * Reads one response of a run: bytes → decoder → framing → format → accumulator, one delta a chunk at most, and one list of parts.
 * @throws WorkflowStreamError `interrupted`, `stall_timeout`, `workflow_failed`, `format`, `too_long` or `unsupported`; the
 * reason of the attempt's signal when it was given up.
 */
export async function readResponse(response: Response, reading: Reading): Promise<TextEnd> {
  const { attempt, format, hasRunKey, maxChars, accumulator, onDelta, onParts } = reading;
  const parser = createBodyParser(format, { keepsBom: hasRunKey, maxChars }, (result, id) => {
    tellParts(result, accumulator.pushPart);
    if (typeof result.text === "string") accumulator.push(result.text, parseCount(id));
  });
  const publish = (): void => {
    const parts = accumulator.takeParts();
    if (parts.length > 0) onParts(parts);
    const delta = accumulator.take();
    if (delta) onDelta(delta);
  };
  const failure = await readBody(response.body, reading, (chunk) => {
    attempt.touch();
    const progress = parser.feed(chunk);
    publish();
    return progress;
  });
  const end = parser.end();
  publish();
  return endOf(end, response, failure);
}

/** Reads a body to its end. @returns what broke the connection, or why it was given up; `undefined` where it came to its end. */
async function readBody(
  body: ReadableStream<Uint8Array> | null,
  { attempt, stallTimeoutMs }: Reading,
  onChunk: (chunk: Uint8Array) => Progress,
): Promise<unknown> {
  const { signal } = attempt;
  attempt.limit(stallTimeoutMs, () => new WorkflowStreamError("stall_timeout", "body"));
  if (!body) return undefined;
  const chunks = openChunks(body);
  signal.addEventListener("abort", chunks.close);
  try {
    await pump(chunks, onChunk);
    return signal.aborted ? signal.reason : undefined;
  } catch (error) {
    chunks.close();
    if (signal.aborted) return signal.reason;
    if (error instanceof WorkflowStreamError && error.code === "interrupted") return error;
    throw error;
  } finally {
    signal.removeEventListener("abort", chunks.close);
  }
}
