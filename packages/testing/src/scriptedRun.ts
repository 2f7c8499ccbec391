import type { ScriptedFinish, ScriptedPart } from "./parts.ts";
import type { ScriptedBody } from "./scriptedBody.ts";

/** How a scripted workflow ends. */
export type ScriptedEnding =
  | "finish"
  | "abort"
  | { readonly finish: ScriptedFinish }
  | { readonly error: string; readonly code?: string | undefined };

/** What the server says of a run when it is asked. */
export interface RunReport extends ScriptedFinish {
  readonly id: string;
  readonly workflow: string;
  readonly status: "running" | "done" | "failed" | "aborted";
  /** The size of the text so far. */
  readonly bytes: number;
  readonly error?: { readonly code: string | undefined; readonly message: string };
}

/** One run of a workflow, written by hand. Whoever reads it hears all of it, from an offset on. */
export interface ScriptedRun {
  readonly id: string;
  /** The whole Run-Key, where the client sent one. */
  readonly runKey: string | null;
  readonly inputs: unknown;
  /** Whether a client told the server to stop it. */
  readonly isCancelled: boolean;
  /** Bodies that are open on it. */
  readonly readers: number;
  readonly report: RunReport;
  /** The text so far. */
  readonly text: string;
  /** The parts so far. */
  readonly parts: readonly ScriptedPart[];
  write(delta: string): void;
  /** Says something beside the text. */
  tell(part: ScriptedPart): void;
  /** Writes a delta of which those who read now get all bytes but the last, then the connection breaks. */
  writeAndCut(delta: string): void;
  /** Ends it; `finish`, `fail` and `abort` are its three ways. */
  end(as: ScriptedEnding): void;
  finish(as?: ScriptedFinish): void;
  fail(message: string, code?: string): void;
  /** Ends it as aborted, on the server's own account. */
  abort(): void;
  /** Stops it, as a client asked; a run that has ended stays what it was. */
  cancel(): void;
  /** Breaks the connections; the run goes on. */
  cut(): void;
  /** How many of its parts stand before a byte of its text. */
  partsBefore(byteOffset: number): number;
  /** Lets a reader hear it, from a byte offset on that lies between two characters, and behind so many parts. */
  read(reader: RunReader, byteOffset: number, partCount: number): void;
}

/** Writes a run to one body. */
export interface RunReader {
  readonly body: ScriptedBody;
  /** Hears a delta, and where it ends in the run's text, in bytes. */
  write(delta: Uint8Array, byteOffset: number): void;
  /** Hears a part, and how many there are up to and with it. */
  tell(part: ScriptedPart, count: number): void;
  end(ending: ScriptedEnding): void;
}

/** A delta and the byte it ends at, or a part and its number: in the order in which they came. */
type Entry =
  | { readonly bytes: Uint8Array; readonly end: number }
  | { readonly part: ScriptedPart; readonly count: number };

const encoder = new TextEncoder();

/** Makes a run that has no text yet. */
export function createScriptedRun(id: string, runKey: string | null, inputs: unknown): ScriptedRun {
  const log: Entry[] = [];
  const parts: ScriptedPart[] = [];
  const readers = new Set<RunReader>();
  let text = "";
  let byteLength = 0;
  let ending: ScriptedEnding | undefined;
  let isCancelled = false;

  function end(as: ScriptedEnding): void {
    if (ending) return;
    ending = as;
    for (const reader of readers) reader.end(ending);
  }

  function write(delta: string): void {
    // what a workflow says after its end is not heard
    if (ending) return;
    const bytes = encoder.encode(delta);
    text += delta;
    byteLength += bytes.length;
    log.push({ bytes, end: byteLength });
    for (const reader of readers) reader.write(bytes, byteLength);
  }

  function tell(part: ScriptedPart): void {
    if (ending) return;
    parts.push(part);
    log.push({ part, count: parts.length });
    for (const reader of readers) reader.tell(part, parts.length);
  }

  function cut(lostBytes: number): void {
    for (const { body } of readers) body.cut(lostBytes);
    readers.clear();
  }

  return {
    id,
    runKey,
    inputs,
    get isCancelled() {
      return isCancelled;
    },
    get readers() {
      return [...readers].filter(({ body }) => body.isOpen).length;
    },
    get report() {
      return { id, workflow: "explain", ...statusOf(ending), bytes: byteLength };
    },
    get text() {
      return text;
    },
    parts,
    write,
    tell,
    writeAndCut(delta) {
      write(delta);
      cut(1);
    },
    end,
    finish: (as) => end(as ? { finish: as } : "finish"),
    fail: (error, code) => end({ error, code }),
    abort: () => end("abort"),
    cancel() {
      isCancelled = true;
      end("abort");
    },
    cut: () => cut(0),
    partsBefore(byteOffset) {
      const ends = log.map((entry) => ("bytes" in entry ? entry.end : 0));
      const last = byteOffset === 0 ? 0 : ends.findIndex((end) => end >= byteOffset);
      return log.slice(0, last).filter((entry) => "part" in entry).length;
    },
    read(reader, byteOffset, partCount) {
      readers.add(reader);
      for (const entry of log) {
        if ("part" in entry) {
          if (entry.count > partCount) reader.tell(entry.part, entry.count);
        } else if (entry.end > byteOffset) {
          const known = Math.max(0, byteOffset - (entry.end - entry.bytes.length));
          reader.write(entry.bytes.subarray(known), entry.end);
        }
      }
      if (ending) reader.end(ending);
    },
  };
}

function statusOf(
  ending: ScriptedEnding | undefined,
): Omit<RunReport, "id" | "workflow" | "bytes"> {
  if (ending === undefined) return { status: "running" };
  if (ending === "finish") return { status: "done" };
  if (ending === "abort") return { status: "aborted" };
  if ("finish" in ending) return { status: "done", ...ending.finish };
  return { status: "failed", error: { code: ending.code, message: ending.error } };
}
