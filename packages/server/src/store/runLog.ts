import { byteLog } from "./byteLog.ts";
import type { LogEntry, LogPosition } from "./log.ts";

/** The text of one run and the parts beside it, in the order they came. Only ever grows. */
export interface RunLog {
  /** The place behind all of it. */
  readonly end: LogPosition;
  /** Memory it takes, in bytes, spare room included. */
  readonly heldBytes: number;
  /** How much `heldBytes` would grow with an entry. */
  growthWith(entry: LogEntry): number;
  append(entry: LogEntry): void;
  /**
   * Copies of the entries from a place on, the first delta cut there: whole ones until `maxBytes` is reached, at least one. What stands
   * before the place in one way and behind it in the other, as parts that a reader has missed, comes as early as it can.
   */
  slice(from: LogPosition, maxBytes: number): LogEntry[];
  /** Whether there is anything behind a place. */
  hasMore(from: LogPosition): boolean;
  /** How many parts stand before a byte of the text. */
  partsBefore(byteOffset: number): number;
}

const BYTES_PER_PLACE = 8;

/** Creates an empty log. */
export function runLog(): RunLog {
  const text = byteLog();
  const parts = byteLog();
  /** Of each part, the bytes of text before it. */
  const places: number[] = [];

  return {
    get end() {
      return { bytes: text.byteLength, parts: parts.count };
    },
    get heldBytes() {
      return text.heldBytes + parts.heldBytes + places.length * BYTES_PER_PLACE;
    },
    growthWith({ kind, bytes: { length } }) {
      return kind === "text" ? text.growthWith(length) : parts.growthWith(length) + BYTES_PER_PLACE;
    },
    append({ kind, bytes }) {
      if (kind === "text") return text.append(bytes);
      parts.append(bytes);
      places.push(text.byteLength);
    },
    slice(from, maxBytes) {
      const entries: LogEntry[] = [];
      let { bytes: byteOffset, parts: partIndex } = from;
      let leftBytes = maxBytes;
      do {
        const place = places[partIndex] ?? Infinity;
        const isPart = place <= byteOffset;
        const found = isPart
          ? parts.slice(parts.startOf(partIndex), 0, Infinity)
          : text.slice(byteOffset, leftBytes, place);
        if (found.length === 0) break;
        for (const bytes of found) {
          entries.push({ kind: isPart ? "part" : "text", bytes });
          leftBytes -= bytes.length;
          if (isPart) partIndex += 1;
          else byteOffset += bytes.length;
        }
      } while (leftBytes > 0 && (byteOffset < text.byteLength || partIndex < parts.count));
      return entries;
    },
    hasMore: ({ bytes, parts: count }) => bytes < text.byteLength || count < parts.count,
    partsBefore(byteOffset) {
      let count = 0;
      let beyond = places.length;
      while (count < beyond) {
        const middle = (count + beyond) >>> 1;
        if ((places[middle] ?? Infinity) < byteOffset) count = middle + 1;
        else beyond = middle;
      }
      return count;
    },
  };
}
