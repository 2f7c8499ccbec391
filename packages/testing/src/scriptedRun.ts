import type { ScriptedBody } from "./scriptedBody.ts";

/** How a scripted workflow ends. */
export type ScriptedEnding =
  | "finish"
  | "abort"
  | { readonly error: string; readonly code?: string | undefined };

/** What the server says of a run when it is asked. */
export interface RunReport {
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
  write(delta: string): void;
  /** Writes a delta of which those who read now get all bytes but the last, then the connection breaks. */
  writeAndCut(delta: string): void;
  /** Ends it; `finish`, `fail` and `abort` are its three ways. */
  end(as: ScriptedEnding): void;
  finish(): void;
  fail(message: string, code?: string): void;
  /** Ends it as aborted, on the server's own account. */
  abort(): void;
  /** Stops it, as a client asked; a run that has ended stays what it was. */
  cancel(): void;
  /** Breaks the connections; the run goes on. */
  cut(): void;
  /** Lets a reader hear it, from a byte offset on that lies between two characters. */
  read(reader: RunReader, byteOffset: number): void;
}

/** Writes a run to one body. */
export interface RunReader {
  readonly body: ScriptedBody;
  /** Hears a delta, and where it ends in the run's text, in bytes. */
  write(delta: Uint8Array, byteOffset: number): void;
  end(ending: ScriptedEnding): void;
}

const encoder = new TextEncoder();

/** Makes a run that has no text yet. */
export function createScriptedRun(id: string, runKey: string | null, inputs: unknown): ScriptedRun {
  const deltas: Uint8Array[] = [];
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
    deltas.push(bytes);
    for (const reader of readers) reader.write(bytes, byteLength);
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
    write,
    writeAndCut(delta) {
      write(delta);
      cut(1);
    },
    end,
    finish: () => end("finish"),
    fail: (error, code) => end({ error, code }),
    abort: () => end("abort"),
    cancel() {
      isCancelled = true;
      end("abort");
    },
    cut: () => cut(0),
    read(reader, byteOffset) {
      readers.add(reader);
      catchUp(reader, deltas, byteOffset);
      if (ending) reader.end(ending);
    },
  };
}

/** Writes what there is from a byte offset on. */
function catchUp(reader: RunReader, deltas: readonly Uint8Array[], from: number): void {
  let byteOffset = 0;
  for (const delta of deltas) {
    const known = Math.max(0, from - byteOffset);
    byteOffset += delta.length;
    if (byteOffset > from) reader.write(delta.subarray(known), byteOffset);
  }
}

function statusOf(ending: ScriptedEnding | undefined): Pick<RunReport, "status" | "error"> {
  if (ending === undefined) return { status: "running" };
  if (ending === "finish") return { status: "done" };
  if (ending === "abort") return { status: "aborted" };
  return { status: "failed", error: { code: ending.code, message: ending.error } };
}
