import type { LogEntry, LogPosition } from "../log.ts";
import { wholeCharacters } from "./wholeCharacters.ts";

const COLON = 0x3a;

/** The text of entries. */
export function textOf(entries: readonly LogEntry[]): Buffer {
  return Buffer.concat(entries.flatMap(({ kind, bytes }) => (kind === "text" ? [bytes] : [])));
}

/** The parts of entries that follow a position, each as it is stored: behind the bytes of text before it. */
export function storedParts(from: LogPosition, entries: readonly LogEntry[]): Buffer[] {
  const parts: Buffer[] = [];
  let place = from.bytes;
  for (const { kind, bytes } of entries) {
    if (kind === "text") place += bytes.length;
    else parts.push(Buffer.concat([Buffer.from(`${place}:`), bytes]));
  }
  return parts;
}

/** The entries of a slice that begins at a position: its text, whole characters, and the parts between. */
export function entriesOf(
  from: LogPosition,
  textSlice: Buffer,
  partSlice: readonly Buffer[],
): LogEntry[] {
  const text = wholeCharacters(textSlice);
  const entries: LogEntry[] = [];
  let taken = 0;
  function takeText(end: number): void {
    if (end > taken) entries.push({ kind: "text", bytes: text.subarray(taken, end) });
    taken = Math.max(taken, end);
  }
  for (const part of partSlice) {
    const colon = part.indexOf(COLON);
    takeText(Number(part.toString("latin1", 0, colon)) - from.bytes);
    entries.push({ kind: "part", bytes: part.subarray(colon + 1) });
  }
  takeText(text.length);
  return entries;
}
