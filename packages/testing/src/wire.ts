import type { Pace, ScriptedBody } from "./scriptedBody.ts";
import type { RunReader, ScriptedEnding } from "./scriptedRun.ts";

/** How a scripted server writes its streams. */
export interface Wire extends Pace {
  /** Our server-sent events, or the raw text. Default `'sse'`. */
  readonly format?: "sse" | "plain";
  /** What ends the lines of events. Default `'\n'`. */
  readonly lineEnd?: "\n" | "\r\n";
  /** Plain text of a run that failed or was cancelled comes to a clean end, as behind a proxy that speaks HTTP/1.0. Default `false`. */
  readonly hidesFailure?: boolean;
  /** An event without data comes before each delta, as some proxies keep a connection alive. Default `false`. */
  readonly hasEmptyEvents?: boolean;
  /** A body of events stays open after its end. Default `false`. */
  readonly staysOpen?: boolean;
}

/** How many events come before the first delta. */
export const PREAMBLE_EVENTS = 2;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The headers that tell what a stream is. */
export function typeOf({ format }: Wire): Record<string, string> {
  if (format === "plain") return { "content-type": "text/plain; charset=utf-8" };
  return { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" };
}

/** Writes a run as server-sent events, each delta twice if so asked. */
export function writeEvents(
  body: ScriptedBody,
  runId: string,
  { lineEnd = "\n", hasEmptyEvents = false, staysOpen = false }: Wire,
  isTwice: boolean,
): RunReader {
  function send(data: string, id?: number): void {
    const lines = [...(id === undefined ? [] : [`id: ${id}`]), `data: ${data}`, "", ""];
    body.write(encoder.encode(lines.join(lineEnd)));
  }

  send(JSON.stringify({ type: "start", messageId: runId }));
  send(JSON.stringify({ type: "text-start", id: "t" }));
  return {
    body,
    write(delta, byteOffset) {
      const data = JSON.stringify({ type: "text-delta", id: "t", delta: decoder.decode(delta) });
      if (hasEmptyEvents) send("");
      send(data, byteOffset);
      if (isTwice) send(data, byteOffset);
    },
    end(ending) {
      send(JSON.stringify({ type: "text-end", id: "t" }));
      send(JSON.stringify(terminalOf(ending)));
      send("[DONE]");
      if (staysOpen) body.stall();
      else body.end();
    },
  };
}

function terminalOf(ending: ScriptedEnding): object {
  if (typeof ending === "string") return { type: ending };
  return { type: "error", errorText: ending.error, code: ending.code };
}

/** Writes a run as its raw text. */
export function writePlain(body: ScriptedBody, { hidesFailure = false }: Wire): RunReader {
  return {
    body,
    write: body.write,
    end(ending) {
      if (ending === "finish" || hidesFailure) body.end();
      else body.cut();
    },
  };
}
