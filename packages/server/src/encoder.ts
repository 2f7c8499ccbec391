import { encodePart, readPart } from "./part.ts";
import { textSplitter } from "./splitter.ts";
import type { LogEntry } from "./store/log.ts";

/** Turns what a workflow yields into entries of the log: deltas of text, and parts in JSON. */
export interface LogEncoder {
  /**
   * The entries of one piece, each made when it is asked for; none when it is empty or half a character.
   * @throws InvalidOutputError when it is no text, and no part that may be sent.
   */
  push(piece: unknown): Iterable<LogEntry>;
  /** What was held back, at the end of the run. */
  flush(): Iterable<LogEntry>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Creates an encoder. Text and reasoning come in deltas of whole characters, 8192 UTF-16 units at most; a lone surrogate becomes
 * U+FFFD in both.
 */
export function logEncoder(): LogEncoder {
  const text = textSplitter();
  const reasoning = textSplitter();

  return {
    *push(piece) {
      if (typeof piece === "string") {
        for (const delta of text.push(piece)) yield textEntry(delta);
        return;
      }
      const part = readPart(piece);
      if (part.type === "reasoning") {
        for (const delta of reasoning.push(part.text)) yield reasoningEntry(delta);
        return;
      }
      yield { kind: "part", bytes: encodePart(part) };
    },
    *flush() {
      for (const delta of reasoning.flush()) yield reasoningEntry(delta);
      for (const delta of text.flush()) yield textEntry(delta);
    },
  };
}

function textEntry(delta: string): LogEntry {
  return { kind: "text", bytes: encoder.encode(delta) };
}

function reasoningEntry(delta: string): LogEntry {
  const text = decoder.decode(encoder.encode(delta));
  return { kind: "part", bytes: encodePart({ type: "reasoning", text }) };
}
