/** One entry of a run's log. */
export interface LogEntry {
  /** `text`: a delta, whole code points in UTF-8. `part`: what stands beside the text, in JSON. */
  readonly kind: "text" | "part";
  readonly bytes: Uint8Array;
}

/** A place in a run's log, by what lies before it. */
export interface LogPosition {
  /** UTF-8 bytes of text. */
  readonly bytes: number;
  readonly parts: number;
}

/** Where every log begins. */
export const LOG_START: LogPosition = { bytes: 0, parts: 0 };

/** In place of a count of bytes or parts: none of that kind is wanted. The largest whole number that Redis' scripts can hold. */
export const BEYOND_END: number = Number.MAX_SAFE_INTEGER;

/** The place behind entries that were read from a place. */
export function positionAfter(from: LogPosition, entries: readonly LogEntry[]): LogPosition {
  let { bytes, parts } = from;
  for (const entry of entries) {
    if (entry.kind === "text") bytes += entry.bytes.length;
    else parts += 1;
  }
  return { bytes, parts };
}
