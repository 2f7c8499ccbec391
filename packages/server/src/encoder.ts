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
      if (typeof piece === "string") return yield* textEntries(text.push(piece));
      const part = readPart(piece);
      if (part.type === "reasoning") return yield* reasoningEntries(reasoning.push(part.text));
      yield { kind: "part", bytes: encodePart(part) };
    },
    *flush() {
      yield* reasoningEntries(reasoning.flush());
      yield* textEntries(text.flush());
    },
  };
}

function* textEntries(deltas: Iterable<string>): Generator<LogEntry, void> {
  for (const delta of deltas) yield { kind: "text", bytes: encoder.encode(delta) };
}

function* reasoningEntries(deltas: Iterable<string>): Generator<LogEntry, void> {
  for (const delta of deltas) {
    const text = decoder.decode(encoder.encode(delta));
    yield { kind: "part", bytes: encodePart({ type: "reasoning", text }) };
  }
}
