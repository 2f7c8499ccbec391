import type { MarkdownOptions } from "../types.ts";
import { createMarkdownWriter } from "./writer.ts";

/** What a stream's text is at a time. */
export interface TextSnapshot {
  readonly text: string;
  /** Whether more may come. */
  readonly isLoading: boolean;
}

/** A text that comes: a workflow's stream is one. */
export interface TextStream {
  getSnapshot(): TextSnapshot;
  /**
   * @param listener hears of each change, with what the text has grown by, or `undefined` where it is another text.
   * @returns how to hear no more.
   */
  subscribe(listener: (snapshot: TextSnapshot, delta: string | undefined) => void): () => void;
}

/**
 * Writes a stream's text as Markdown into an element that it owns.
 * @returns how to detach; the text stays.
 */
export function attachMarkdown(
  element: Element,
  stream: TextStream,
  options?: MarkdownOptions,
): () => void {
  const writer = createMarkdownWriter(element, options);
  const { text, isLoading } = stream.getSnapshot();
  writer.replace(text);
  if (!isLoading) writer.end();
  const unsubscribe = stream.subscribe(({ text, isLoading }, delta) => {
    if (delta === undefined) writer.replace(text);
    else writer.append(delta);
    if (!isLoading) writer.end();
  });
  return () => {
    unsubscribe();
    writer.stop();
  };
}
