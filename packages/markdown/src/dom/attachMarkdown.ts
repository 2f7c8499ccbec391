import type { MarkdownOptions } from "../types.ts";
import { createMarkdownWriter, type MarkdownWriter } from "./writer.ts";

/** What a stream's text is at a time. */
export interface TextSnapshot {
  readonly text: string;
  /** Whether more may come. */
  readonly isLoading: boolean;
}

/** Hears of each change of a stream, with what its text has grown by, or `undefined` where it is another text. */
export type TextListener<Snapshot extends TextSnapshot = TextSnapshot> = (
  snapshot: Snapshot,
  delta: string | undefined,
) => void;

/** A text that comes: a workflow's stream is one. */
export interface TextStream<Snapshot extends TextSnapshot = TextSnapshot> {
  getSnapshot(): Snapshot;
  /** Returns how to hear no more. */
  subscribe(listener: TextListener<Snapshot>): () => void;
}

/**
 * Writes a stream's text as Markdown into an element that it owns.
 * @returns how to detach; the text stays.
 * @example
 * ```ts
 * const detach = attachMarkdown(document.querySelector("#answer"), stream, { headingOffset: 2 });
 * await stream.start({ topic: "tides" });
 * ```
 */
export function attachMarkdown(
  element: Element,
  stream: TextStream,
  options?: MarkdownOptions,
): () => void {
  const writer = createMarkdownWriter(element, options);
  write(writer, stream.getSnapshot(), undefined);
  const unsubscribe = stream.subscribe((snapshot, delta) => write(writer, snapshot, delta));
  return () => {
    unsubscribe();
    writer.stop();
  };
}

/** Writes what a stream says. */
export function write(
  writer: MarkdownWriter,
  { text, isLoading }: TextSnapshot,
  delta: string | undefined,
): void {
  if (delta === undefined) writer.replace(text);
  else writer.append(delta);
  if (!isLoading) writer.end();
}
