import { createBody, type ScriptedBody } from "./scriptedBody.ts";

/** How a scripted server writes its answers. */
export interface Wire {
  /** Our server-sent events, or the raw text. Default `'events'`. */
  readonly format?: "events" | "plain";
  /** What ends the lines of events. Default `'\n'`. */
  readonly lineEnd?: "\n" | "\r\n";
  /** The longest chunk, in bytes. Default: each delta is a chunk. */
  readonly chunkBytes?: number;
}

/** One run of a workflow, written by hand. Bodies that follow it hear all of it, from their offset on. */
export interface ScriptedRun {
  readonly id: string;
  readonly runKey: string | null;
  readonly inputs: unknown;
  write(delta: string): void;
  /** Writes a delta of which the bodies that follow now get all bytes but the last, then break off. */
  writeAndCut(delta: string): void;
  finish(): void;
  fail(message: string, code?: string): void;
  /** Ends it as aborted, on the server's own account. */
  abort(): void;
  /** Breaks the connections; the run goes on. */
  cut(): void;
  /** Whether a client told the server to stop it. */
  isCancelled: boolean;
  /** Bodies that follow it. */
  readonly readers: number;
  /** What the server says of it when it is asked. */
  readonly report: {
    readonly status: "running" | "done" | "failed" | "aborted";
    readonly bytes: number;
  };
  /** A body of it, from a byte offset on. */
  open(byteOffset: number, signal: AbortSignal | null | undefined): ReadableStream<Uint8Array>;
}

const encoder = new TextEncoder();

/** Makes a run that has no text yet. */
export function createScriptedRun(
  id: string,
  runKey: string | null,
  inputs: unknown,
  { format = "events", lineEnd = "\n", chunkBytes = Infinity }: Wire,
): ScriptedRun {
  const bodies = new Set<ScriptedBody>();
  let text = "";
  let byteLength = 0;
  let status: ScriptedRun["report"]["status"] = "running";
  let ending: object | undefined;

  const data = (part: object): string => `data: ${JSON.stringify(part)}${lineEnd}${lineEnd}`;
  const preamble = data({ type: "start", messageId: id }) + data({ type: "text-start", id: "t" });
  const encode = (delta: Uint8Array): Uint8Array => {
    if (format === "plain") return delta;
    const part = { type: "text-delta", id: "t", delta: new TextDecoder().decode(delta) };
    return encoder.encode(`id: ${byteLength}${lineEnd}${data(part)}`);
  };
  const add = (delta: string): Uint8Array => {
    const added = encoder.encode(delta);
    text += delta;
    byteLength += added.length;
    return encode(added);
  };
  const end = (next: typeof status, part: object): void => {
    status = next;
    ending = part;
    for (const body of bodies) close(body);
  };
  const close = (body: ScriptedBody): void => {
    if (format === "events")
      body.write(encoder.encode(`${data(ending!)}data: [DONE]${lineEnd}${lineEnd}`));
    body.end();
  };

  const run: ScriptedRun = {
    id,
    runKey,
    inputs,
    isCancelled: false,
    write(delta) {
      const chunk = add(delta);
      for (const body of bodies) body.write(chunk);
    },
    writeAndCut(delta) {
      const chunk = add(delta).slice(0, -1);
      for (const body of bodies) body.write(chunk);
      run.cut();
    },
    finish: () => end("done", { type: "finish" }),
    fail: (errorText, code) => end("failed", { type: "error", errorText, code }),
    abort: () => end("aborted", { type: "abort" }),
    cut() {
      for (const body of bodies) body.cut();
      bodies.clear();
    },
    get readers() {
      return bodies.size;
    },
    get report() {
      return { status, bytes: byteLength };
    },
    open(byteOffset, signal) {
      const body = createBody(chunkBytes, signal, () => bodies.delete(body));
      bodies.add(body);
      if (format === "events") body.write(encoder.encode(preamble));
      const rest = encoder.encode(text).subarray(byteOffset);
      if (rest.length > 0) body.write(encode(rest));
      if (ending) close(body);
      return body.stream;
    },
  };
  return run;
}
