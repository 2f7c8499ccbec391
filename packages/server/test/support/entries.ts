import { LOG_START, type LogEntry, type LogPosition } from "../../src/store/log.ts";

/** A delta of text. */
export function textEntry(text: string): LogEntry {
  return { kind: "text", bytes: new TextEncoder().encode(text) };
}

/** A part; stores take any text for one. */
export function partEntry(json: string): LogEntry {
  return { kind: "part", bytes: new TextEncoder().encode(json) };
}

/** A position of the log. */
export function at(bytes: number, parts: number = LOG_START.parts): LogPosition {
  return { bytes, parts };
}

/** Entries as one line: deltas as they are, parts in brackets. */
export function shown(entries: readonly LogEntry[] | undefined): string {
  return (entries ?? [])
    .map(({ kind, bytes }) => {
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
      return kind === "text" ? text : `[${text}]`;
    })
    .join("");
}
